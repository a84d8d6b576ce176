#pragma once
// The replica's rows in the device's file: one fact a row, the cursor, the site's key. Client's thread only; writes
// belong inside a transaction of the caller.

#include <map>
#include <optional>
#include <string>

#include "calendar/booking/facts.h"
#include "platform/base/result.h"
#include "platform/sqlite/database.h"
#include "sync/protocol/messages.h"

namespace tandem::sync {

// Which entities changed and what they are now; nullopt: gone.
using FactRows = std::map<calendar::FactKey, std::optional<calendar::Change>>;

struct ReplicaPosition {
  Cursor cursor;
  std::string site_key;
  std::optional<calendar::Instant> heard_at;       // when the server last said something that was stored
  std::chrono::milliseconds clock_offset{0};       // server minus device, when it was last stored
  std::string scope{};                             // which part of the truth the facts are
  std::optional<calendar::DeviceRights> rights{};  // absent: the server has not said
};

[[nodiscard]] platform::Result<ReplicaPosition> read_position(platform::Database& database);
// Corrupt when a row does not decode.
[[nodiscard]] platform::Result<calendar::World> read_world(platform::Database& database);

[[nodiscard]] platform::Status write_facts(platform::Database& database, const FactRows& rows);
[[nodiscard]] platform::Status delete_facts(platform::Database& database);
[[nodiscard]] platform::Status write_cursor(platform::Database& database, const Cursor& cursor,
                                            calendar::Instant heard_at);
[[nodiscard]] platform::Status write_site_key(platform::Database& database, const std::string& site_key);
// Of another part of the truth: the cursor goes back to nothing.
[[nodiscard]] platform::Status write_scope(platform::Database& database, const std::string& scope);
[[nodiscard]] platform::Status write_rights(platform::Database& database,
                                            const std::optional<calendar::DeviceRights>& rights);
[[nodiscard]] platform::Status write_clock_offset(platform::Database& database, std::chrono::milliseconds offset);

// What changes touched, as it is after them.
void note(FactRows& rows, std::vector<calendar::FactNow> touched);

}  // namespace tandem::sync
