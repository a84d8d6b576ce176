#pragma once
// What was done to the server and its devices, by whom and with what outcome: for whoever has to find out later. Only
// added to; the database refuses to change or delete a row. Each record carries a hash of itself and of the one before,
// so that one that was changed, or is missing in between, is found (verify()). Whoever can write the database can also
// write a whole new chain: keep the newest hash somewhere else to notice that. In it are names of devices, files and
// sites, counts and addresses; never a person, a token or a password. Kept for ever: a record is some 200 bytes, and
// what repeats is counted into one record a minute.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "calendar/time/instant.h"
#include "platform/base/result.h"

namespace tandem::sync {

class LogStore;

// Stored by number: values never change their meaning.
enum class AuditKind : std::uint8_t {
  Enrolled = 1,
  EnrolmentAsked = 2,
  Approved = 3,
  Revoked = 4,
  RightsChanged = 5,
  Imported = 6,
  BackedUp = 7,
  Restored = 8,
  EpochBegun = 9,
  AuthenticationFailed = 10,
  LimitHit = 11,
  CommandSetAside = 12,
  CommandRefused = 13,  // outside of the device's rights, or not readable
  EnrolmentDenied = 14,
  EnrolmentExpired = 15,  // nobody approved it in time, or too many wrong codes were typed
  AuthorityMade = 16,     // the next one
  AuthorityRotated = 17,
  Planned = 18,
  LeaseEnded = 19,     // by an administrator, not by the door that held it
  LeaseRecalled = 20,  // asked back because an administrator wants its minutes
};

struct AuditRecord {
  std::uint64_t sequence{0};  // given when it is stored, without gaps, from 1 on
  calendar::Instant at;
  AuditKind what{AuditKind::Enrolled};
  std::string actor;    // "administrator", "device k1", "server"
  std::string address;  // where it came from; empty: from the server's own machine
  std::string about;    // "device k1", "rooms.csv, 3 changed"
  std::string outcome;  // "done", "refused: no such site"
  std::string hash;     // of this record and the hash before it; given when it is stored
  bool operator==(const AuditRecord&) const = default;
};

// Bytes of each text; the rest is cut off.
inline constexpr std::size_t kMaxAuditText = 200;
// Records read at once.
inline constexpr std::size_t kAuditBatch = 500;

// "Enrolled", "LimitHit".
[[nodiscard]] const char* name_of(AuditKind kind);

// BLAKE2b of the hash before and every field of the record but its own hash.
[[nodiscard]] std::string audit_hash(const std::string& before, const AuditRecord& record);

// Stores the record after the last one, in a transaction of its own. Errors are the store's; nothing is stored then.
[[nodiscard]] platform::Status record_audit(LogStore& store, AuditRecord record);

struct AuditChain {
  std::uint64_t records{0};
  std::string last_hash;
  std::optional<std::uint64_t> broken_at;  // the first record that does not follow from the one before
};
// Reads all of it.
[[nodiscard]] platform::Result<AuditChain> verify_audit(LogStore& store);

}  // namespace tandem::sync
