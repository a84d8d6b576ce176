#pragma once
// Everything the server does about who is a device: its authority, requests to be enrolled, certificates and their
// renewal, revocation. One object of the core; core thread. sync/enrolment/THREATS.md says what it is for.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/net/listener.h"
#include "sync/authority/authority_keys.h"
#include "sync/authority/certificate_book.h"
#include "sync/authority/enrolment_desk.h"

namespace tandem::sync {

struct AuthorityOptions {
  std::chrono::seconds certificate_life{std::chrono::days{30}};
  std::chrono::seconds renewable_for{std::chrono::days{90}};  // after its end
  // What people and old devices call the server, for where it has no other certificate.
  std::vector<std::string> host_names;
};

// The server's own certificate is made anew at each start, and before this has passed to the half.
inline constexpr std::chrono::days kServerCertificateLife{90};

// Certificates in force, and how many of their devices know the newest authority.
struct AuthorityReach {
  std::size_t devices{0};
  std::size_t told{0};
};

class DeviceAuthority {
 public:
  // Makes the first authority in a store without. `store` must outlive it.
  [[nodiscard]] static platform::Result<std::unique_ptr<DeviceAuthority>> open(LogStore& store,
                                                                               AuthorityOptions options,
                                                                               calendar::Instant now);

  // For the listener: a new key and certificate of the server, and whose devices are let in.
  [[nodiscard]] platform::Result<platform::DeviceTls> device_tls(calendar::Instant now) const;
  // Called when device_tls() would be another.
  void on_changed(std::function<void()> listener) { changed_ = std::move(listener); }
  // Reads the authorities again: another server may have changed them.
  [[nodiscard]] platform::Status refresh(calendar::Instant now);

  [[nodiscard]] platform::Result<CertificateBook::Judged> judge(const platform::PeerCertificate& certificate,
                                                                calendar::Instant now) {
    return book_.judge(certificate, now);
  }
  // The device came with it and was let in.
  [[nodiscard]] platform::Status admit(CertificateRecord record) { return book_.note_use(std::move(record)); }
  // Each of its certificates, for ever.
  [[nodiscard]] platform::Status revoke(const calendar::DeviceId& device) { return book_.revoke_all(device); }

  // The paths of sync/enrolment/enrolment_messages.h; 404 for anything else.
  [[nodiscard]] platform::HttpAnswer answer(const platform::HttpRequest& request, calendar::Instant now);

  [[nodiscard]] platform::Result<std::vector<WaitingRequest>> waiting(calendar::Instant now) {
    return desk_.waiting(now);
  }
  // Gives the device that `selector` means (EnrolmentDesk::choose) the name and place of `wanted`, whose certificates
  // are left empty, and a certificate; what the name had before is revoked. Errors of choose(), of the store.
  [[nodiscard]] platform::Result<Approval> approve(const std::string& selector, Approval wanted, calendar::Instant now);
  [[nodiscard]] platform::Result<std::string> deny(const std::string& selector, calendar::Instant now);

  [[nodiscard]] const AuthorityKeys& authorities() const { return keys_; }
  [[nodiscard]] platform::Result<AuthorityReach> reach(calendar::Instant now);
  [[nodiscard]] platform::Status make_next_authority(calendar::Instant now);
  // Invalid while devices do not know the next one, unless `leave_behind`: those must be enrolled again.
  [[nodiscard]] platform::Status rotate_authority(calendar::Instant now, bool leave_behind);

 private:
  DeviceAuthority(LogStore& store, AuthorityOptions options);
  [[nodiscard]] platform::Result<CertificateRecord> issue(const std::string& request, const calendar::DeviceId& device,
                                                          calendar::Instant now, std::string& certificate);
  [[nodiscard]] platform::Result<std::string> answer_authority() const;
  [[nodiscard]] platform::Result<std::string> answer_request(const platform::HttpRequest& request,
                                                             calendar::Instant now);
  [[nodiscard]] platform::Result<std::string> answer_renewal(const platform::HttpRequest& request,
                                                             calendar::Instant now);

  LogStore& store_;
  const AuthorityOptions options_;
  AuthorityKeys keys_;
  CertificateBook book_;
  EnrolmentDesk desk_;
  std::function<void()> changed_;
};

}  // namespace tandem::sync
