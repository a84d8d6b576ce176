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
  std::optional<calendar::Instant> heard_at;  // when the server last said something that was stored
};

[[nodiscard]] platform::Result<ReplicaPosition> read_position(platform::Database& database);
// Corrupt when a row does not decode.
[[nodiscard]] platform::Result<calendar::World> read_world(platform::Database& database);

[[nodiscard]] platform::Status write_facts(platform::Database& database, const FactRows& rows);
[[nodiscard]] platform::Status delete_facts(platform::Database& database);
[[nodiscard]] platform::Status write_cursor(platform::Database& database, const Cursor& cursor,
                                            calendar::Instant heard_at);
[[nodiscard]] platform::Status write_site_key(platform::Database& database, const std::string& site_key);

// Applies a change and notes what it touched.
void apply_and_note(calendar::World& world, const calendar::Change& change, FactRows& rows);

}  // namespace tandem::sync
