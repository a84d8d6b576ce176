#include "sync/log/sqlite_log_store.h"

#include <algorithm>

#include "platform/device/credentials.h"
#include "sync/log/queries.h"
#include "sync/log/rows.h"
#include "sync/protocol/codec.h"

namespace tandem::sync {
namespace {

using platform::Result;
using platform::Statement;
using platform::Status;

void bind_nothing(Statement&) {}

Status leased_away(const calendar::RoomId& room, const std::string& holder) {
  return platform::fail(platform::ErrorKind::Invalid, room.text() + " is leased to " + holder + " then");
}

}  // namespace

Result<std::unique_ptr<LogStore>> SqliteLogStore::over(platform::Database database) {
  if (auto migrated = database.migrate(queries::kSchema); !migrated) return tl::unexpected(migrated.error());
  std::unique_ptr<SqliteLogStore> store(new SqliteLogStore(std::move(database)));
  auto named = store->transaction([&]() -> Status {
    auto epoch = store->meta("epoch", fresh_epoch());
    if (!epoch) return tl::unexpected(epoch.error());
    auto key = store->meta("site_key", platform::random_secret());
    if (!key) return tl::unexpected(key.error());
    store->epoch_ = *epoch;
    store->site_key_ = *key;
    return {};
  });
  if (!named) return tl::unexpected(named.error());
  return store;
}

Result<Statement*> SqliteLogStore::prepared(const char* sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    auto made = database_.prepare(sql);
    if (!made) return tl::unexpected(made.error());
    found = statements_.emplace(sql, std::move(*made)).first;
  }
  return &found->second;
}

Status SqliteLogStore::run(const char* sql, const Binder& bind) {
  auto statement = prepared(sql);
  if (!statement) return tl::unexpected(statement.error());
  bind(**statement);
  return (*statement)->run();
}

Status SqliteLogStore::each(const char* sql, const Binder& bind, const RowReader& row) {
  auto statement = prepared(sql);
  if (!statement) return tl::unexpected(statement.error());
  bind(**statement);
  auto read = (*statement)->for_each(row);
  (*statement)->reset();
  return read;
}

Result<std::uint64_t> SqliteLogStore::number(const char* sql, const Binder& bind) {
  std::uint64_t value = 0;
  auto read = each(sql, bind, [&](const Statement& row) -> Status {
    value = static_cast<std::uint64_t>(row.integer(0));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return value;
}

Result<std::string> SqliteLogStore::meta(const char* key, const std::string& fresh) {
  std::optional<std::string> value;
  auto bind = [&](Statement& statement) { statement.bind(1, std::string_view{key}); };
  auto read = each(queries::kReadMeta, bind, [&](const Statement& row) -> Status {
    value = row.text(0);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (value) return *value;
  auto written = run(queries::kWriteMeta, [&](Statement& statement) {
    statement.bind(1, std::string_view{key}).bind(2, std::string_view{fresh});
  });
  if (!written) return tl::unexpected(written.error());
  return fresh;
}

Status SqliteLogStore::begin_epoch() {
  const std::string fresh = fresh_epoch();
  auto written = run(queries::kChangeMeta, [&](Statement& statement) {
    statement.bind(1, std::string_view{"epoch"}).bind(2, std::string_view{fresh});
  });
  if (written) epoch_ = fresh;
  return written;
}

Status SqliteLogStore::transaction(const std::function<Status()>& work) { return database_.transaction(work); }

Result<std::uint64_t> SqliteLogStore::append(const LogAppend& append) {
  auto last = head();
  if (!last) return last;
  LogEntry entry = append.entry;
  entry.sequence = *last + 1;
  const std::string bytes = encode_entry(entry);
  auto logged = run(queries::kAppendLog, [&](Statement& statement) {
    statement.bind(1, static_cast<std::int64_t>(entry.sequence)).bind(2, to_row(entry.at));
    statement.bind(3, std::string_view{entry.origin.device.text()});
    statement.bind(4, static_cast<std::int64_t>(entry.origin.number)).bind_blob(5, bytes);
  });
  if (!logged) return tl::unexpected(logged.error());
  if (auto put = put_command(append, entry.sequence); !put) return tl::unexpected(put.error());
  for (const auto& fact : append.facts) {
    if (auto put = put_fact(fact, entry.origin.device); !put) return tl::unexpected(put.error());
  }
  if (auto put = put_records(append.records); !put) return tl::unexpected(put.error());
  return entry.sequence;
}

Status SqliteLogStore::put_command(const LogAppend& append, std::uint64_t sequence) {
  const LogEntry& entry = append.entry;
  if (entry.origin.device.empty() || !entry.verdict) return {};
  const std::string report = report_of(*entry.verdict);
  return run(queries::kInsertCommand, [&](Statement& statement) {
    statement.bind(1, std::string_view{entry.origin.device.text()});
    statement.bind(2, static_cast<std::int64_t>(entry.origin.number));
    statement.bind(3, std::string_view{append.body_hash}).bind(4, to_row(*entry.verdict));
    statement.bind(5, static_cast<std::int64_t>(sequence));
    if (report.empty()) {
      statement.bind_null(6);
    } else {
      statement.bind_blob(6, report);
    }
  });
}

Status SqliteLogStore::put_fact(const calendar::FactNow& fact, const calendar::DeviceId& by) {
  if (fact.key.kind == calendar::FactKind::Booking) {
    if (auto put = put_booking(fact, by); !put) return put;
  }
  if (fact.key.kind == calendar::FactKind::Lease) {
    if (auto put = put_lease(fact); !put) return put;
  }
  auto bind_key = [&](Statement& statement) {
    statement.bind(1, static_cast<std::int64_t>(fact.key.kind)).bind(2, std::string_view{fact.key.id});
  };
  if (!fact.fact) return run(queries::kDropFact, bind_key);
  const std::string body = encode_change(*fact.fact);
  return run(queries::kPutFact, [&](Statement& statement) {
    bind_key(statement);
    statement.bind_blob(3, body);
  });
}

Status SqliteLogStore::put_booking(const calendar::FactNow& fact, const calendar::DeviceId& by) {
  if (!fact.fact) {
    return run(queries::kDropBooking, [&](Statement& statement) { statement.bind(1, std::string_view{fact.key.id}); });
  }
  const auto* accepted = std::get_if<calendar::BookingAccepted>(&*fact.fact);
  if (accepted == nullptr) return platform::fail(platform::ErrorKind::Invalid, "not a booking: " + fact.key.id);
  if (auto free = require_free(accepted->booking, by); !free) return free;
  return run(queries::kPutBooking, [&](Statement& statement) { bind_booking(statement, accepted->booking); });
}

Status SqliteLogStore::guard_room(const calendar::RoomId& room) {
  return run(queries::kGuardRoom, [&](Statement& statement) { statement.bind(1, std::string_view{room.text()}); });
}

Status SqliteLogStore::require_free(const calendar::Booking& booking, const calendar::DeviceId& by) {
  auto guarded = guard_room(booking.room);
  if (!guarded || booking.held.empty()) return guarded;
  auto kept = each(
      queries::kLeaseAgainst,
      [&](Statement& statement) {
        bind_held(statement, booking);
        statement.bind(5, std::string_view{by.text()});
      },
      [&](const Statement& row) -> Status { return leased_away(booking.room, row.text(0)); });
  if (!kept) return kept;
  return each(
      queries::kHolderOf, [&](Statement& statement) { bind_held(statement, booking); },
      [&](const Statement& row) -> Status {
        return platform::fail(platform::ErrorKind::Invalid, booking.room.text() + " is already held then, by " +
                                                                row.text(0) + ", and not by " + booking.id.text());
      });
}

Status SqliteLogStore::put_lease(const calendar::FactNow& fact) {
  if (!fact.fact) {
    return run(queries::kDropLease, [&](Statement& statement) { statement.bind(1, std::string_view{fact.key.id}); });
  }
  const auto* leased = std::get_if<calendar::RoomLeased>(&*fact.fact);
  if (leased == nullptr) return platform::fail(platform::ErrorKind::Invalid, "not a lease: " + fact.key.id);
  const calendar::Lease& lease = leased->lease;
  if (auto free = require_leasable(lease); !free) return free;
  return run(queries::kPutLease, [&](Statement& statement) {
    statement.bind(1, std::string_view{lease.room.text()}).bind(2, std::string_view{lease.holder.text()});
    statement.bind(3, to_row(lease.held.start)).bind(4, to_row(lease.held.end));
  });
}

Status SqliteLogStore::require_leasable(const calendar::Lease& lease) {
  if (auto guarded = guard_room(lease.room); !guarded) return guarded;
  std::int64_t from = to_row(lease.held.start);
  const auto bind_room = [&](Statement& statement) { statement.bind(1, std::string_view{lease.room.text()}); };
  auto old = each(queries::kFindLease, bind_room, [&](const Statement& row) -> Status {
    if (row.text(0) != lease.holder.text()) return leased_away(lease.room, row.text(0));
    from = std::max(from, row.integer(1));
    return {};
  });
  if (!old) return old;
  return each(
      queries::kHoldersIn,
      [&](Statement& statement) {
        bind_room(statement);
        statement.bind(2, from).bind(3, to_row(lease.held.end));
      },
      [&](const Statement& row) -> Status {
        if (calendar::was_made_by(lease.holder, calendar::BookingId{row.text(0)})) return {};
        return platform::fail(platform::ErrorKind::Invalid, lease.room.text() + " is held by " + row.text(0) +
                                                                " and cannot be leased to " + lease.holder.text());
      });
}

Result<calendar::World> SqliteLogStore::load() {
  calendar::World world;
  auto read = each(queries::kAllFacts, bind_nothing, [&](const Statement& row) -> Status {
    auto fact = decode_change(row.blob(0));
    if (!fact) return platform::fail(platform::ErrorKind::Corrupt, "a stored fact: " + fact.error().message);
    calendar::apply(world, *fact);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return world;
}

Result<std::vector<LogEntry>> SqliteLogStore::entries_after(std::uint64_t sequence, std::size_t limit) {
  std::vector<LogEntry> entries;
  auto bind = [&](Statement& statement) {
    statement.bind(1, static_cast<std::int64_t>(sequence)).bind(2, static_cast<std::int64_t>(limit));
  };
  auto read = each(queries::kEntriesAfter, bind, [&](const Statement& row) -> Status {
    auto entry = decode_entry(row.blob(0));
    if (!entry) return platform::fail(platform::ErrorKind::Corrupt, "a log entry: " + entry.error().message);
    if (auto follows = require_next(entries, *entry); !follows) return follows;
    entries.push_back(std::move(*entry));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return entries;
}

Result<std::uint64_t> SqliteLogStore::head() { return number(queries::kHead, bind_nothing); }
Result<std::uint64_t> SqliteLogStore::oldest() { return number(queries::kOldest, bind_nothing); }

Status SqliteLogStore::forget_before(std::uint64_t sequence) {
  return run(queries::kForgetBefore,
             [&](Statement& statement) { statement.bind(1, static_cast<std::int64_t>(sequence)); });
}

Result<std::optional<StoredCommand>> SqliteLogStore::find_command(const calendar::CommandId& id) {
  std::optional<StoredCommand> found;
  auto bind = [&](Statement& statement) {
    statement.bind(1, std::string_view{id.device.text()}).bind(2, static_cast<std::int64_t>(id.number));
  };
  auto read = each(queries::kFindCommand, bind, [&](const Statement& row) -> Status {
    auto verdict = row.is_null(3) ? verdict_of_row(row.integer(1)) : verdict_of_report(row.blob(3));
    if (!verdict) return tl::unexpected(verdict.error());
    found = StoredCommand{row.text(0), *verdict, static_cast<std::uint64_t>(row.integer(2))};
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::uint64_t> SqliteLogStore::last_number(const calendar::DeviceId& device) {
  return number(queries::kLastNumber,
                [&](Statement& statement) { statement.bind(1, std::string_view{device.text()}); });
}

Status SqliteLogStore::put_device(const DeviceRecord& device) {
  return run(queries::kPutDevice, [&](Statement& statement) {
    statement.bind(1, std::string_view{device.id.text()}).bind(2, std::string_view{device.token_hash});
    statement.bind(3, to_row(device.enrolled_at)).bind(4, std::int64_t{device.revoked ? 1 : 0});
    statement.bind(5, std::string_view{device.site}).bind(6, static_cast<std::int64_t>(device.mode));
    statement.bind(7, std::string_view{device.room ? device.room->text() : std::string{}});
  });
}

Result<std::optional<DeviceRecord>> SqliteLogStore::find_device(const calendar::DeviceId& id) {
  std::optional<DeviceRecord> found;
  auto bind = [&](Statement& statement) { statement.bind(1, std::string_view{id.text()}); };
  auto read = each(queries::kFindDevice, bind, [&](const Statement& row) -> Status {
    found = device_of_row(row);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::vector<DeviceRecord>> SqliteLogStore::devices() {
  std::vector<DeviceRecord> all;
  auto read = each(queries::kAllDevices, bind_nothing, [&](const Statement& row) -> Status {
    all.push_back(device_of_row(row));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

Status SqliteLogStore::put_record(RecordKind kind, const StoredRecord& record) {
  return run(queries::kPutRecord, [&](Statement& statement) {
    statement.bind(1, static_cast<std::int64_t>(kind)).bind(2, std::string_view{record.id}).bind_blob(3, record.body);
  });
}

Status SqliteLogStore::drop_record(RecordKind kind, const std::string& id) {
  return run(queries::kDropRecord, [&](Statement& statement) {
    statement.bind(1, static_cast<std::int64_t>(kind)).bind(2, std::string_view{id});
  });
}

Result<std::optional<std::string>> SqliteLogStore::find_record(RecordKind kind, const std::string& id) {
  std::optional<std::string> found;
  auto bind = [&](Statement& statement) {
    statement.bind(1, static_cast<std::int64_t>(kind)).bind(2, std::string_view{id});
  };
  auto read = each(queries::kFindRecord, bind, [&](const Statement& row) -> Status {
    found = row.blob(1);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::vector<StoredRecord>> SqliteLogStore::records(RecordKind kind) {
  std::vector<StoredRecord> all;
  auto bind = [&](Statement& statement) { statement.bind(1, static_cast<std::int64_t>(kind)); };
  auto read = each(queries::kRecords, bind, [&](const Statement& row) -> Status {
    all.push_back({row.text(0), std::string{row.blob(1)}});
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

Status SqliteLogStore::put_audit(const AuditRecord& record) {
  return run(queries::kPutAudit, [&](Statement& statement) { bind_audit(statement, record); });
}

Result<std::optional<AuditRecord>> SqliteLogStore::last_audit() {
  std::optional<AuditRecord> last;
  auto read = each(queries::kLastAudit, bind_nothing, [&](const Statement& row) -> Status {
    last = audit_of_row(row);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return last;
}

Result<std::vector<AuditRecord>> SqliteLogStore::audit_after(std::uint64_t sequence, std::size_t limit) {
  std::vector<AuditRecord> records;
  auto bind = [&](Statement& statement) {
    statement.bind(1, static_cast<std::int64_t>(sequence)).bind(2, static_cast<std::int64_t>(limit));
  };
  auto read = each(queries::kAuditAfter, bind, [&](const Statement& row) -> Status {
    records.push_back(audit_of_row(row));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return records;
}

Status SqliteLogStore::put_feed(const FeedState& feed) {
  if (!feed.source.url.empty()) {
    return run(queries::kPutFeed, [&](Statement& statement) { bind_feed(statement, feed); });
  }
  return run(queries::kDropFeed, [&](Statement& statement) { bind_owner(statement, feed.source.owner); });
}

Result<std::vector<FeedState>> SqliteLogStore::feeds() {
  std::vector<FeedState> all;
  auto read = each(queries::kAllFeeds, bind_nothing, [&](const Statement& row) -> Status {
    all.push_back(feed_of_row(row));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

Result<std::string> SqliteLogStore::publish_secret(const calendar::RoomId& room) {
  const std::string fresh = platform::random_secret();
  auto made = run(queries::kInsertPublished, [&](Statement& statement) {
    statement.bind(1, std::string_view{room.text()}).bind(2, std::string_view{fresh});
  });
  if (!made) return tl::unexpected(made.error());
  auto found = find_publish_secret(room);
  if (!found) return tl::unexpected(found.error());
  return found->value_or(fresh);
}

Result<std::optional<std::string>> SqliteLogStore::find_publish_secret(const calendar::RoomId& room) {
  std::optional<std::string> secret;
  auto bind = [&](Statement& statement) { statement.bind(1, std::string_view{room.text()}); };
  auto read = each(queries::kFindPublished, bind, [&](const Statement& row) -> Status {
    secret = row.text(0);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return secret;
}

Result<std::unique_ptr<LogStore>> open_log_store(const std::filesystem::path& file) {
  auto database = platform::Database::open(file);
  if (!database) return tl::unexpected(database.error());
  return SqliteLogStore::over(std::move(*database));
}

Result<std::unique_ptr<LogStore>> open_log_store_in_memory() {
  auto database = platform::Database::in_memory();
  if (!database) return tl::unexpected(database.error());
  return SqliteLogStore::over(std::move(*database));
}

}  // namespace tandem::sync
