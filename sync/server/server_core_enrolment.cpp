// Devices that are known by certificates: the core's part of it. sync/authority does the rest.

#include <utility>

#include "platform/base/log.h"
#include "sync/server/device_session.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

Result<DeviceAuthority*> ServerCore::authority() {
  if (authority_ == nullptr) {
    auto opened = DeviceAuthority::open(*store_, authority_options_, now());
    if (!opened) return tl::unexpected(opened.error());
    authority_ = std::move(*opened);
  }
  return authority_.get();
}

Result<Approval> ServerCore::approve_device(const std::string& selector, Approval wanted, bool replace) {
  const std::string& name = wanted.device.text();
  if (!is_device_name(name)) {
    return platform::fail(ErrorKind::Invalid, "not a device name (letters, digits, - _ .): " + name);
  }
  const calendar::DeviceRights rights{calendar::SiteId{wanted.site}, wanted.mode, wanted.room};
  if (const char* wrong = wrong_with(world_, rights)) return platform::fail(ErrorKind::Invalid, wrong);
  const auto known = store_->find_device(wanted.device);
  if (!known) return tl::unexpected(known.error());
  if (*known && !(*known)->revoked && !replace) {
    return platform::fail(ErrorKind::Invalid,
                          name + " is enrolled already: revoke it, replace it, or give another name");
  }
  auto opened = authority();
  if (!opened) return tl::unexpected(opened.error());
  auto approved = (*opened)->approve(selector, wanted, now());
  if (approved) end_session_of(wanted.device, "enrolled anew");
  return approved;
}

Status ServerCore::revoke_certificates(const DeviceRecord& device) {
  if (!device.token_hash.empty()) return {};
  auto opened = authority();
  if (!opened) return tl::unexpected(opened.error());
  return (*opened)->revoke(device.id);
}

std::optional<Denied> ServerCore::denial_of(const calendar::DeviceId& device,
                                            const platform::PeerCertificate& certificate) {
  auto opened = authority();
  if (!opened) return Denied{DenialReason::Busy, opened.error().message};
  auto judged = (*opened)->judge(certificate, now());
  if (!judged) return Denied{DenialReason::Busy, judged.error().message};
  if (judged->standing != Standing::Good) {
    const bool revoked = judged->standing == Standing::Revoked;
    return Denied{revoked ? DenialReason::Revoked : DenialReason::UnknownDevice,
                  std::string("this certificate is ") + name_of(judged->standing)};
  }
  if (judged->record->device != device) {
    return Denied{DenialReason::UnknownDevice, "this certificate is another device's"};
  }
  const auto known = store_->find_device(device);
  if (!known) return Denied{DenialReason::Busy, known.error().message};
  if (!*known || (*known)->revoked) return Denied{DenialReason::Revoked, "this device was revoked"};
  if (auto admitted = (*opened)->admit(*judged->record); !admitted) {
    return Denied{DenialReason::Busy, admitted.error().message};
  }
  return std::nullopt;
}

Status ServerCore::refresh_certificates() {
  if (authority_ == nullptr) return {};
  if (auto refreshed = authority_->refresh(now()); !refreshed) return refreshed;
  const auto connected = sessions_;  // ending one takes it out of the map
  for (const auto& [device, session] : connected) {
    if (!session->certificate()) continue;
    const auto judged = authority_->judge(*session->certificate(), now());
    if (!judged) return tl::unexpected(judged.error());
    if (judged->standing != Standing::Good)
      session->end(std::string("its certificate is ") + name_of(judged->standing));
  }
  return {};
}

}  // namespace tandem::sync
