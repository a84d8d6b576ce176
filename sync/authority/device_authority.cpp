#include "sync/authority/device_authority.h"

#include <algorithm>
#include <utility>

#include "platform/base/log.h"
#include "sync/enrolment/enrolment_proof.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

}  // namespace

DeviceAuthority::DeviceAuthority(LogStore& store, AuthorityOptions options)
    : store_(store), options_(std::move(options)), keys_(store), book_(store, options_.renewable_for), desk_(store) {}

Result<std::unique_ptr<DeviceAuthority>> DeviceAuthority::open(LogStore& store, AuthorityOptions options,
                                                               calendar::Instant now) {
  std::unique_ptr<DeviceAuthority> authority(new DeviceAuthority(store, std::move(options)));
  if (auto loaded = authority->keys_.load(now); !loaded) return tl::unexpected(loaded.error());
  return authority;
}

Result<platform::DeviceTls> DeviceAuthority::device_tls(calendar::Instant now) const {
  auto key = platform::make_private_key();
  auto request = key ? platform::make_certificate_request(*key, "tandem-server") : key;
  if (!request) return tl::unexpected(request.error());
  platform::CertificateOrder order{platform::CertificateUse::Server,
                                   "tandem-server",
                                   {now - kBackdated, now + kServerCertificateLife},
                                   options_.host_names};
  order.host_names.emplace_back(platform::kDeviceServerName);
  auto certificate = platform::sign_request(keys_.current().signing, *request, order);
  if (!certificate) return tl::unexpected(certificate.error());
  return platform::DeviceTls{std::move(*certificate), std::move(*key), keys_.trusted()};
}

Status DeviceAuthority::refresh(calendar::Instant now) {
  const std::string before = keys_.trusted();
  if (auto loaded = keys_.load(now); !loaded) return loaded;
  if (changed_ && keys_.trusted() != before) changed_();
  return {};
}

Result<CertificateRecord> DeviceAuthority::issue(const std::string& request, const calendar::DeviceId& device,
                                                 calendar::Instant now, std::string& certificate) {
  const platform::CertificateOrder order{
      platform::CertificateUse::Device, device.text(), {now, now + options_.certificate_life}};
  auto made = platform::sign_request(keys_.current().signing, request, order);
  if (!made) return tl::unexpected(made.error());
  const auto facts = platform::read_certificate(*made);
  if (!facts) return tl::unexpected(facts.error());
  CertificateRecord record{facts->fingerprint, device, facts->serial, facts->validity, false, false, keys_.newest()};
  if (auto kept = book_.put(record); !kept) return tl::unexpected(kept.error());
  certificate = std::move(*made);
  return record;
}

Result<Approval> DeviceAuthority::approve(const std::string& selector, Approval wanted, calendar::Instant now) {
  const auto chosen = desk_.choose(selector, keys_.current().fingerprint, now, EnrolmentDesk::Purpose::Approve);
  if (!chosen) return tl::unexpected(chosen.error());
  wanted.authorities = keys_.pins();
  auto done = store_.transaction([&]() -> Status {
    if (auto revoked = book_.revoke_all(wanted.device); !revoked) return revoked;
    auto record = issue(chosen->request.request.certificate_request, wanted.device, now, wanted.certificate);
    if (!record) return tl::unexpected(record.error());
    auto put = store_.put_device({wanted.device, {}, now, false, wanted.site, wanted.mode, wanted.room});
    if (!put) return put;
    const std::string proof = chosen->key.empty() ? "" : server_proof(chosen->key, approval_text(wanted));
    return desk_.answer(chosen->request, {EnrolmentState::Approved, wanted, proof});
  });
  if (!done) return tl::unexpected(done.error());
  platform::log_info("enrolment", "approved " + wanted.device.text() + " at " + chosen->request.address);
  return wanted;
}

Result<std::string> DeviceAuthority::deny(const std::string& selector, calendar::Instant now) {
  const auto chosen = desk_.choose(selector, keys_.current().fingerprint, now, EnrolmentDesk::Purpose::Deny);
  if (!chosen) return tl::unexpected(chosen.error());
  auto answered = desk_.answer(chosen->request, {EnrolmentState::Denied, {}, {}});
  if (!answered) return tl::unexpected(answered.error());
  return chosen->request.fingerprint;
}

Result<AuthorityReach> DeviceAuthority::reach(calendar::Instant now) {
  const auto known = book_.in_force(now);
  if (!known) return tl::unexpected(known.error());
  AuthorityReach reach{known->size(), 0};
  for (const auto& record : *known) reach.told += record.told_authority == keys_.newest() ? 1 : 0;
  return reach;
}

Status DeviceAuthority::make_next_authority(calendar::Instant now) {
  if (auto made = keys_.make_next(now); !made) return made;
  if (changed_) changed_();
  return {};
}

Status DeviceAuthority::rotate_authority(calendar::Instant now, bool leave_behind) {
  const auto reached = reach(now);
  if (!reached) return tl::unexpected(reached.error());
  const std::size_t left = reached->devices - reached->told;
  if (keys_.next() && left > 0 && !leave_behind) {
    return platform::fail(ErrorKind::Invalid, std::to_string(left) + " of " + std::to_string(reached->devices) +
                                                  " certificates are of devices that were not told of the next "
                                                  "authority yet: wait, or leave them behind");
  }
  if (auto rotated = keys_.rotate(); !rotated) return rotated;
  platform::log_warning("enrolment", "another authority signs from now on");
  if (changed_) changed_();
  return {};
}

}  // namespace tandem::sync
