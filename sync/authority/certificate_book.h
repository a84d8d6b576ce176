#pragma once
// Every device certificate that is in force or was revoked. A certificate that is not in the book is worth nothing,
// whoever signed it: so a stolen authority key makes no devices. Core thread.

#include <optional>
#include <string>
#include <vector>

#include "calendar/programme/ids.h"
#include "calendar/time/instant.h"
#include "platform/certificates/certificates.h"
#include "platform/net/frame_connection.h"
#include "sync/log/log_store.h"

namespace tandem::sync {

struct CertificateRecord {
  std::string fingerprint;
  calendar::DeviceId device;
  std::string serial;
  platform::Validity validity;
  bool revoked{false};         // for ever
  bool used{false};            // a device came with it
  std::string told_authority;  // the newest authority that the device was told of
};

enum class Standing : std::uint8_t {
  Good,
  Expired,  // may be renewed, and nothing else
  Over,     // expired for longer than it may be renewed
  Revoked,
  Unknown,
};
[[nodiscard]] const char* name_of(Standing standing);

class CertificateBook {
 public:
  // `renewable_for`: how long after its end a certificate may still be renewed.
  CertificateBook(LogStore& store, std::chrono::seconds renewable_for) : store_(store), renewable_for_(renewable_for) {}

  // What a certificate that proved itself in a TLS handshake is worth now. The device, when it is Good or Expired.
  struct Judged {
    Standing standing{Standing::Unknown};
    std::optional<CertificateRecord> record;
  };
  [[nodiscard]] platform::Result<Judged> judge(const platform::PeerCertificate& certificate, calendar::Instant now);

  [[nodiscard]] platform::Status put(const CertificateRecord& record);
  // A device was let in with it: its older ones are worth nothing from now on. Not when one is renewed: the device may
  // be on its way in with the old one at that moment.
  [[nodiscard]] platform::Status note_use(CertificateRecord record);
  [[nodiscard]] platform::Status revoke_all(const calendar::DeviceId& device);
  // Those that were not revoked, and are not Over.
  [[nodiscard]] platform::Result<std::vector<CertificateRecord>> in_force(calendar::Instant now);

 private:
  [[nodiscard]] platform::Result<std::vector<CertificateRecord>> all();

  LogStore& store_;
  const std::chrono::seconds renewable_for_;
};

}  // namespace tandem::sync
