#include "sync/authority/certificate_book.h"

#include <boost/json.hpp>
#include <utility>

#include "calendar/booking/command.h"
#include "sync/enrolment/json_fields.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

constexpr std::size_t kMaxRecord = std::size_t{4} * 1024;
constexpr std::size_t kMaxHex = 64;

std::string body_of(const CertificateRecord& record) {
  return boost::json::serialize(boost::json::object{{"device", record.device.text()},
                                                    {"serial", record.serial},
                                                    {"not_before", json_time(record.validity.not_before)},
                                                    {"not_after", json_time(record.validity.not_after)},
                                                    {"revoked", record.revoked},
                                                    {"used", record.used},
                                                    {"told_authority", record.told_authority}});
}

Result<CertificateRecord> record_of(const std::string& fingerprint, std::string_view body) {
  const auto object = json_object_of(body, kMaxRecord);
  if (!object) return platform::fail(ErrorKind::Corrupt, "a stored certificate: " + object.error().message);
  JsonFields fields(*object);
  CertificateRecord record;
  record.fingerprint = fingerprint;
  record.device = calendar::DeviceId{fields.text("device", calendar::kMaxDeviceIdLength)};
  record.serial = fields.text("serial", kMaxHex);
  record.validity = {fields.time("not_before"), fields.time("not_after")};
  record.revoked = fields.flag("revoked");
  record.used = fields.flag("used");
  record.told_authority = fields.text("told_authority", kMaxHex);
  if (auto good = fields.finish(); !good) {
    return platform::fail(ErrorKind::Corrupt, "a stored certificate: " + good.error().message);
  }
  return record;
}

}  // namespace

const char* name_of(Standing standing) {
  switch (standing) {
    case Standing::Good: return "good";
    case Standing::Expired: return "expired: it may be renewed and nothing else";
    case Standing::Over: return "expired too long ago to be renewed: enrol the device again";
    case Standing::Revoked: return "revoked";
    case Standing::Unknown: break;
  }
  return "not one that this server gave: enrol the device";
}

Result<CertificateBook::Judged> CertificateBook::judge(const platform::PeerCertificate& certificate,
                                                       calendar::Instant now) {
  const auto stored = store_.find_record(RecordKind::Certificate, certificate.fingerprint);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored) return Judged{};
  auto record = record_of(certificate.fingerprint, **stored);
  if (!record) return tl::unexpected(record.error());
  const auto& validity = record->validity;
  const Standing standing = record->revoked                              ? Standing::Revoked
                            : now >= validity.not_after + renewable_for_ ? Standing::Over
                            : now >= validity.not_after                  ? Standing::Expired
                                                                         : Standing::Good;
  return Judged{standing, std::move(*record)};
}

Status CertificateBook::put(const CertificateRecord& record) {
  return store_.put_record(RecordKind::Certificate, {record.fingerprint, body_of(record)});
}

Status CertificateBook::note_use(CertificateRecord record) {
  if (record.used) return {};
  record.used = true;
  return store_.transaction([&]() -> Status {
    const auto known = all();
    if (!known) return tl::unexpected(known.error());
    for (const auto& other : *known) {
      const bool older = other.device == record.device && other.fingerprint != record.fingerprint && !other.revoked;
      if (!older) continue;
      auto dropped = store_.drop_record(RecordKind::Certificate, other.fingerprint);
      if (!dropped) return dropped;
    }
    return put(record);
  });
}

Status CertificateBook::revoke_all(const calendar::DeviceId& device) {
  const auto known = all();
  if (!known) return tl::unexpected(known.error());
  for (auto record : *known) {
    if (record.device != device || record.revoked) continue;
    record.revoked = true;
    if (auto kept = put(record); !kept) return kept;
  }
  return {};
}

Result<std::vector<CertificateRecord>> CertificateBook::in_force(calendar::Instant now) {
  auto known = all();
  if (!known) return known;
  std::erase_if(*known, [&](const CertificateRecord& record) {
    return record.revoked || now >= record.validity.not_after + renewable_for_;
  });
  return known;
}

Result<std::vector<CertificateRecord>> CertificateBook::all() {
  const auto stored = store_.records(RecordKind::Certificate);
  if (!stored) return tl::unexpected(stored.error());
  std::vector<CertificateRecord> known;
  for (const auto& one : *stored) {
    auto record = record_of(one.id, one.body);
    if (!record) return tl::unexpected(record.error());
    known.push_back(std::move(*record));
  }
  return known;
}

}  // namespace tandem::sync
