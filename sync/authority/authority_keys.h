#pragma once
// The server's own authority, which signs its certificates and the devices': the one in force, the next one whose pin
// devices are told while the old one still signs, and the previous one whose devices are let in until they have
// renewed. Kept in the store, so that every server of a fleet signs with the same, and a backup has it. Core thread.

#include <optional>
#include <string>

#include "calendar/time/instant.h"
#include "platform/certificates/certificates.h"
#include "sync/log/log_store.h"

namespace tandem::sync {

// Long: it is replaced by rotating, not by running out.
inline constexpr std::chrono::days kAuthorityLife{3650};
// Devices' clocks may be behind.
inline constexpr std::chrono::days kBackdated{1};

enum class AuthorityState : std::uint8_t { Current = 0, Next = 1, Previous = 2 };

struct AuthorityRecord {
  std::string fingerprint;  // of its key: its pin
  AuthorityState state{AuthorityState::Current};
  platform::SigningAuthority signing;
  calendar::Instant made_at;
};

class AuthorityKeys {
 public:
  explicit AuthorityKeys(LogStore& store) : store_(store) {}

  // Reads them; makes the first one in a store without. What others changed is there after another call.
  [[nodiscard]] platform::Status load(calendar::Instant now);
  // Invalid when there is a next one already.
  [[nodiscard]] platform::Status make_next(calendar::Instant now);
  // The next one signs from now on; the one before it is the previous one, and an older one is gone. Invalid without a
  // next one.
  [[nodiscard]] platform::Status rotate();

  [[nodiscard]] const AuthorityRecord& current() const { return *current_; }
  [[nodiscard]] const std::optional<AuthorityRecord>& next() const { return next_; }
  [[nodiscard]] const std::optional<AuthorityRecord>& previous() const { return previous_; }
  // PEM of what devices shall believe: current, then next.
  [[nodiscard]] std::string pins() const;
  // PEM of those whose devices are let in: all.
  [[nodiscard]] std::string trusted() const;
  // The fingerprint of the last of pins(): a device that was told it is ready for a rotation.
  [[nodiscard]] const std::string& newest() const;

 private:
  [[nodiscard]] platform::Status read();
  [[nodiscard]] platform::Status put(const AuthorityRecord& record);

  LogStore& store_;
  std::optional<AuthorityRecord> current_;
  std::optional<AuthorityRecord> next_;
  std::optional<AuthorityRecord> previous_;
};

}  // namespace tandem::sync
