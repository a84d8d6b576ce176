#include "sync/enrolment/device_identity.h"

#include <boost/json.hpp>

#include "platform/certificates/certificates.h"
#include "platform/device/secret_file.h"
#include "sync/enrolment/approval_json.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

tl::unexpected<platform::Error> corrupt(const platform::Error& why) {
  return platform::fail(ErrorKind::Corrupt, "the stored identity: " + why.message);
}

}  // namespace

std::string encode_identity(const DeviceIdentity& identity) {
  auto object = json_of(identity.approval);
  object["private_key"] = identity.private_key;
  return boost::json::serialize(object);
}

Result<DeviceIdentity> decode_identity(std::string_view text) {
  const auto object = json_object_of(text, platform::kMaxSecretFile);
  if (!object) return corrupt(object.error());
  JsonFields fields(*object);
  DeviceIdentity identity;
  identity.approval = approval_of(fields);
  identity.private_key = fields.text("private_key", platform::kMaxKeyPem);
  if (auto good = fields.finish(); !good) return corrupt(good.error());
  auto pair = platform::require_pair(identity.approval.certificate, identity.private_key);
  if (!pair) return corrupt(pair.error());
  const auto pins = platform::split_certificates(identity.approval.authorities);
  if (!pins) return corrupt(pins.error());
  return identity;
}

Result<std::optional<DeviceIdentity>> load_identity(const std::filesystem::path& file) {
  const auto text = platform::read_secret_file(file);
  if (!text && text.error().kind == ErrorKind::NotFound) return std::nullopt;
  if (!text) return tl::unexpected(text.error());
  auto identity = decode_identity(*text);
  if (!identity) return platform::fail_in(file.string(), identity.error());
  return std::move(*identity);
}

Status save_identity(const std::filesystem::path& file, const DeviceIdentity& identity) {
  return platform::write_secret_file(file, encode_identity(identity));
}

platform::ClientIdentity client_identity(const DeviceIdentity& identity) {
  return {identity.approval.certificate, identity.private_key, identity.approval.authorities};
}

}  // namespace tandem::sync
