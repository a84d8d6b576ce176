#include "sync/replica/replica_file.h"

#include <array>

#include "sync/outbox/device_queries.h"
#include "sync/protocol/codec.h"

namespace tandem::sync {
namespace {

using calendar::FactKind;
using platform::Database;
using platform::Result;
using platform::Statement;
using platform::Status;

// As facts_of() orders them: what others refer to comes first.
constexpr std::array kLoadOrder{FactKind::Site,    FactKind::Room,     FactKind::Person,     FactKind::Topic,
                                FactKind::Pair,    FactKind::RoomFeed, FactKind::PersonFeed, FactKind::Booking,
                                FactKind::Session, FactKind::Lease,    FactKind::Past,       FactKind::PairPast};

std::int64_t stored(FactKind kind) { return static_cast<std::int64_t>(kind); }

calendar::DeviceRights rights_of(std::int64_t mode, const std::string& room) {
  calendar::DeviceRights rights;
  if (mode == static_cast<std::int64_t>(calendar::DeviceMode::Door)) rights.mode = calendar::DeviceMode::Door;
  if (!room.empty()) rights.room = calendar::RoomId{room};
  return rights;
}

Status read_kind(Statement& query, FactKind kind, calendar::World& world) {
  query.bind(1, stored(kind));
  return query.for_each([&](const Statement& row) -> Status {
    const auto fact = decode_change(row.blob(0));
    if (!fact) return platform::fail(platform::ErrorKind::Corrupt, "a stored fact: " + fact.error().message);
    calendar::apply(world, *fact);
    return {};
  });
}

Status write_fact(Statement& put, Statement& remove, const FactRows::value_type& row) {
  const auto& [key, fact] = row;
  Statement& statement = fact ? put : remove;
  statement.bind(1, stored(key.kind)).bind(2, std::string_view{key.id});
  const std::string bytes = fact ? encode_change(*fact) : std::string{};
  if (fact) statement.bind_blob(3, bytes);
  return statement.run();
}

}  // namespace

Result<ReplicaPosition> read_position(Database& database) {
  auto query = database.prepare(queries::kReadPosition);
  if (!query) return tl::unexpected(query.error());
  ReplicaPosition position;
  const Status read = query->for_each([&](const Statement& row) {
    position.cursor = {row.text(0), static_cast<std::uint64_t>(row.integer(1))};
    position.site_key = row.text(2);
    if (!row.is_null(3)) position.heard_at = calendar::Instant{std::chrono::seconds{row.integer(3)}};
    position.clock_offset = std::chrono::milliseconds{row.integer(4)};
    position.scope = row.text(5);
    if (!row.is_null(6)) position.rights = rights_of(row.integer(6), row.text(7));
    return Status{};
  });
  if (!read) return tl::unexpected(read.error());
  return position;
}

Result<calendar::World> read_world(Database& database) {
  auto query = database.prepare(queries::kReadFacts);
  if (!query) return tl::unexpected(query.error());
  calendar::World world;
  for (const FactKind kind : kLoadOrder) {
    if (auto read = read_kind(*query, kind, world); !read) return tl::unexpected(read.error());
  }
  return world;
}

Status write_facts(Database& database, const FactRows& rows) {
  auto put = database.prepare(queries::kWriteFact);
  if (!put) return tl::unexpected(put.error());
  auto remove = database.prepare(queries::kDeleteFact);
  if (!remove) return tl::unexpected(remove.error());
  for (const auto& row : rows) {
    if (auto written = write_fact(*put, *remove, row); !written) return written;
  }
  return {};
}

Status delete_facts(Database& database) { return database.execute(queries::kDeleteFacts); }

Status write_cursor(Database& database, const Cursor& cursor, calendar::Instant heard_at) {
  auto update = database.prepare(queries::kWriteCursor);
  if (!update) return tl::unexpected(update.error());
  update->bind(1, std::string_view{cursor.epoch});
  update->bind(2, static_cast<std::int64_t>(cursor.sequence));
  update->bind(3, std::int64_t{heard_at.time_since_epoch().count()});
  return update->run();
}

Status write_site_key(Database& database, const std::string& site_key) {
  auto update = database.prepare(queries::kWriteSiteKey);
  if (!update) return tl::unexpected(update.error());
  update->bind(1, std::string_view{site_key});
  return update->run();
}

Status write_scope(Database& database, const std::string& scope) {
  auto update = database.prepare(queries::kWriteScope);
  if (!update) return tl::unexpected(update.error());
  update->bind(1, std::string_view{scope});
  return update->run();
}

Status write_rights(Database& database, const std::optional<calendar::DeviceRights>& rights) {
  auto update = database.prepare(queries::kWriteRights);
  if (!update) return tl::unexpected(update.error());
  const std::string room = rights && rights->room ? rights->room->text() : "";
  if (rights) {
    update->bind(1, static_cast<std::int64_t>(rights->mode));
  } else {
    update->bind_null(1);
  }
  update->bind(2, std::string_view{room});
  return update->run();
}

Status write_clock_offset(Database& database, std::chrono::milliseconds offset) {
  auto update = database.prepare(queries::kWriteClockOffset);
  if (!update) return tl::unexpected(update.error());
  update->bind(1, std::int64_t{offset.count()});
  return update->run();
}

void note(FactRows& rows, std::vector<calendar::FactNow> touched) {
  for (calendar::FactNow& now : touched) rows.insert_or_assign(std::move(now.key), std::move(now.fact));
}

}  // namespace tandem::sync
