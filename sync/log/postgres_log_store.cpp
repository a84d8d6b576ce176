#include "sync/log/postgres_log_store.h"

#include <utility>

#include "platform/device/credentials.h"
#include "sync/log/postgres_queries.h"
#include "sync/log/postgres_rows.h"
#include "sync/log/rows.h"
#include "sync/protocol/codec.h"

namespace tandem::sync {

using platform::ErrorKind;
using platform::PostgresParameters;
using platform::PostgresRows;
using platform::Result;
using platform::Status;

namespace queries = postgres_queries;

Result<PostgresRows> PostgresLogStore::run(const char* sql, const PostgresParameters& parameters) {
  if (open_) {
    queue_rows();
    lock_guessed();
    auto rows = open_->connection.run(sql, parameters);
    if (!rows) open_->failed = true;
    return rows;
  }
  auto connection = session_.connection();
  if (!connection) return tl::unexpected(connection.error());
  auto rows = (*connection)->run(sql, parameters);
  if (rows || !(*connection)->lost()) return rows;
  // What runs outside a transaction reads, or puts what may be put twice.
  connection = session_.connection();
  if (!connection) return tl::unexpected(connection.error());
  return (*connection)->run(sql, parameters);
}

Result<std::uint64_t> PostgresLogStore::number(const char* sql, const PostgresParameters& parameters) {
  auto rows = run(sql, parameters);
  if (!rows) return tl::unexpected(rows.error());
  return static_cast<std::uint64_t>(rows->number(0, 0));
}

Result<std::uint64_t> PostgresLogStore::append(const LogAppend& append) {
  if (!open_ || open_->commit_id.empty()) return platform::fail(ErrorKind::Invalid, "an append outside a transaction");
  put_aside_last_row();
  LogEntry entry = append.entry;
  entry.sequence = ++open_->head;
  open_->appended = true;
  const auto& origin = entry.origin;
  const auto sequence = static_cast<std::int64_t>(entry.sequence);
  const auto command_number = static_cast<std::int64_t>(origin.number);
  auto row = PostgresParameters{}.number(sequence).number(to_row(entry.at)).text(origin.device.text());
  row.number(command_number).bytes(encode_entry(entry)).text(open_->commit_id);
  if (!origin.device.empty() && entry.verdict) {
    open_->decided.push_back(origin);
    row.text(append.body_hash).number(to_row(*entry.verdict));
    const std::string report = report_of(*entry.verdict);
    open_->last_row = LogRow{true, report.empty() ? row.null() : row.bytes(report)};
  } else {
    open_->last_row = LogRow{false, row};
  }
  for (const auto& fact : append.facts) {
    if (fact.key.kind == calendar::FactKind::Lease) {
      if (auto put = put_lease(fact); !put) return tl::unexpected(put.error());
    }
    if (fact.key.kind != calendar::FactKind::Booking) {
      put_fact(fact);
    } else if (auto put = put_booking(fact, origin.device); !put) {
      return tl::unexpected(put.error());
    }
  }
  put_records(append.records);
  return entry.sequence;
}

void PostgresLogStore::put_aside_last_row() {
  if (!open_->last_row) return;
  LogRow row = *std::exchange(open_->last_row, std::nullopt);
  if (!row.of_command) return open_->connection.queue(queries::kAppendLog, row.parameters);
  open_->commands.push_back(std::move(row.parameters));
  if (open_->commands.size() < queries::kCommandsAtOnce) return;
  PostgresParameters all;
  for (const auto& command : std::exchange(open_->commands, {})) all.add(command);
  open_->connection.queue(queries::append_commands(), all);
}

void PostgresLogStore::queue_commands() {
  for (const auto& command : std::exchange(open_->commands, {})) {
    open_->connection.queue(queries::kAppendCommand, command);
  }
}

void PostgresLogStore::queue_rows() {
  put_aside_last_row();
  queue_commands();
}

void PostgresLogStore::put_fact(const calendar::FactNow& fact) {
  auto key = PostgresParameters{}.number(static_cast<std::int64_t>(fact.key.kind)).text(fact.key.id);
  if (fact.fact) {
    open_->connection.queue(queries::kPutFact, key.bytes(encode_change(*fact.fact)));
  } else {
    open_->connection.queue(queries::kDropFact, key);
  }
}

Status PostgresLogStore::put_booking(const calendar::FactNow& fact, const calendar::DeviceId& by) {
  auto& connection = open_->connection;
  if (!fact.fact) {
    connection.queue(queries::kDropBooking, PostgresParameters{}.text(fact.key.id));
    put_fact(fact);
    return {};
  }
  const auto* accepted = std::get_if<calendar::BookingAccepted>(&*fact.fact);
  if (accepted == nullptr) return platform::fail(ErrorKind::Invalid, "not a booking: " + fact.key.id);
  auto held = hold_room(accepted->booking).number(static_cast<std::int64_t>(fact.key.kind));
  connection.queue(queries::kHoldRoom, held.bytes(encode_change(*fact.fact)).text(by.text()));
  return {};
}

Status PostgresLogStore::put_lease(const calendar::FactNow& fact) {
  auto& connection = open_->connection;
  if (!fact.fact) {
    connection.queue(queries::kDropLease, PostgresParameters{}.text(fact.key.id));
    return {};
  }
  const auto* leased = std::get_if<calendar::RoomLeased>(&*fact.fact);
  if (leased == nullptr) return platform::fail(ErrorKind::Invalid, "not a lease: " + fact.key.id);
  connection.queue(queries::kLeaseRoom, lease_room(leased->lease));
  return {};
}

Result<calendar::World> PostgresLogStore::load() {
  auto rows = run(queries::kAllFacts);
  if (!rows) return tl::unexpected(rows.error());
  calendar::World world;
  for (std::size_t row = 0; row < rows->size(); ++row) {
    auto fact = decode_change(rows->bytes(row, 0));
    if (!fact) return platform::fail(ErrorKind::Corrupt, "a stored fact: " + fact.error().message);
    calendar::apply(world, *fact);
  }
  return world;
}

Result<std::vector<LogEntry>> PostgresLogStore::entries_after(std::uint64_t sequence, std::size_t limit) {
  auto cursor = PostgresParameters{}.number(static_cast<std::int64_t>(sequence));
  auto rows = run(queries::kEntriesAfter, cursor.number(static_cast<std::int64_t>(limit)));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<LogEntry> entries;
  for (std::size_t row = 0; row < rows->size(); ++row) {
    auto entry = decode_entry(rows->bytes(row, 0));
    if (!entry) return platform::fail(ErrorKind::Corrupt, "a log entry: " + entry.error().message);
    if (auto follows = require_next(entries, *entry); !follows) return tl::unexpected(follows.error());
    entries.push_back(std::move(*entry));
  }
  return entries;
}

Status PostgresLogStore::begin_epoch() {
  const std::string fresh = fresh_epoch();
  auto changed = run(queries::kChangeEpoch, PostgresParameters{}.text(fresh));
  if (!changed) return tl::unexpected(changed.error());
  epoch_ = fresh;
  return {};
}

Result<LogPosition> PostgresLogStore::position() {
  if (open_ && !open_->commit_id.empty()) return LogPosition{epoch_, open_->head, open_->administration};
  auto rows = run(queries::kHead);
  if (!rows) return tl::unexpected(rows.error());
  meet_head(*rows);
  return LogPosition{epoch_, static_cast<std::uint64_t>(rows->number(0, 0)),
                     static_cast<std::uint64_t>(rows->number(0, 3))};
}

Result<std::uint64_t> PostgresLogStore::head() {
  if (open_ && !open_->commit_id.empty()) return open_->head;
  return number(queries::kHead);
}

Result<std::uint64_t> PostgresLogStore::oldest() { return number(queries::kOldest); }

Status PostgresLogStore::forget_before(std::uint64_t sequence) {
  auto forgotten = run(queries::kForgetBefore, PostgresParameters{}.number(static_cast<std::int64_t>(sequence)));
  if (!forgotten) return tl::unexpected(forgotten.error());
  return {};
}

Result<std::optional<StoredCommand>> PostgresLogStore::find_command(const calendar::CommandId& id) {
  auto key = PostgresParameters{}.text(id.device.text()).number(static_cast<std::int64_t>(id.number));
  auto rows = run(queries::kFindCommand, key);
  if (!rows) return tl::unexpected(rows.error());
  return command_of_rows(*rows);
}

Result<std::vector<KnownCommand>> PostgresLogStore::find_commands(const std::vector<calendar::CommandId>& ids) {
  if (!open_) return LogStore::find_commands(ids);
  if (ids == expected_ && open_->known.size() == ids.size() && !open_->appended) return open_->known;
  std::vector<KnownCommand> known;
  queue_rows();
  queue_find(ids, known);
  lock_guessed();
  if (auto found = open_->connection.flush(); !found) {
    open_->failed = true;
    return tl::unexpected(found.error());
  }
  return known;
}

void PostgresLogStore::queue_find(const std::vector<calendar::CommandId>& ids, std::vector<KnownCommand>& known) {
  known.assign(ids.size(), {});
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto key = PostgresParameters{}.text(ids[i].device.text()).number(static_cast<std::int64_t>(ids[i].number));
    open_->connection.queue(queries::kFindWithLast, key, [&known, i](const PostgresRows& rows) -> Status {
      known[i].last_number = static_cast<std::uint64_t>(rows.number(0, 4));
      if (rows.is_null(0, 0)) return {};
      auto stored = command_of_rows(rows);
      if (!stored) return tl::unexpected(stored.error());
      known[i].stored = std::move(*stored);
      return {};
    });
  }
}

Result<std::uint64_t> PostgresLogStore::last_number(const calendar::DeviceId& device) {
  return number(queries::kLastNumber, PostgresParameters{}.text(device.text()));
}

// Others look at devices, records and feeds again when it has grown. Rolled back, our own count is one too high: the
// next guess is wrong then, no more.
Result<PostgresRows> PostgresLogStore::count_administration() {
  auto counted = run(queries::kCountAdministration);
  if (counted) ++administration_;
  return counted;
}

Status PostgresLogStore::put_device(const DeviceRecord& device) {
  auto put = run(queries::kPutDevice, sync::put_device(device));
  if (put) put = count_administration();
  if (!put) return tl::unexpected(put.error());
  return {};
}

Result<std::optional<DeviceRecord>> PostgresLogStore::find_device(const calendar::DeviceId& id) {
  auto rows = run(queries::kFindDevice, PostgresParameters{}.text(id.text()));
  if (!rows) return tl::unexpected(rows.error());
  if (rows->size() == 0) return std::nullopt;
  return device_of_row(*rows, 0);
}

Result<std::vector<DeviceRecord>> PostgresLogStore::devices() {
  auto rows = run(queries::kAllDevices);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<DeviceRecord> all;
  for (std::size_t row = 0; row < rows->size(); ++row) all.push_back(device_of_row(*rows, row));
  return all;
}

Status PostgresLogStore::put_record(RecordKind kind, const StoredRecord& record) {
  auto row = PostgresParameters{}.number(static_cast<std::int64_t>(kind)).text(record.id).bytes(record.body);
  auto put = run(queries::kPutRecord, row);
  if (put) put = count_administration();
  if (!put) return tl::unexpected(put.error());
  return {};
}

Status PostgresLogStore::drop_record(RecordKind kind, const std::string& id) {
  auto dropped = run(queries::kDropRecord, PostgresParameters{}.number(static_cast<std::int64_t>(kind)).text(id));
  if (dropped) dropped = count_administration();
  if (!dropped) return tl::unexpected(dropped.error());
  return {};
}

Result<std::optional<std::string>> PostgresLogStore::find_record(RecordKind kind, const std::string& id) {
  auto rows = run(queries::kFindRecord, PostgresParameters{}.number(static_cast<std::int64_t>(kind)).text(id));
  if (!rows) return tl::unexpected(rows.error());
  if (rows->size() == 0) return std::nullopt;
  return rows->bytes(0, 1);
}

Result<std::vector<StoredRecord>> PostgresLogStore::records(RecordKind kind) {
  auto rows = run(queries::kRecords, PostgresParameters{}.number(static_cast<std::int64_t>(kind)));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<StoredRecord> all;
  for (std::size_t row = 0; row < rows->size(); ++row) all.push_back({rows->text(row, 0), rows->bytes(row, 1)});
  return all;
}

Status PostgresLogStore::put_audit(const AuditRecord& record) {
  auto put = run(queries::kPutAudit, sync::put_audit(record));
  if (!put) return tl::unexpected(put.error());
  return {};
}

Result<std::optional<AuditRecord>> PostgresLogStore::last_audit() {
  auto rows = run(queries::kLastAudit);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->size() == 0) return std::nullopt;
  return audit_of_row(*rows, 0);
}

Result<std::vector<AuditRecord>> PostgresLogStore::audit_after(std::uint64_t sequence, std::size_t limit) {
  PostgresParameters from;
  from.number(static_cast<std::int64_t>(sequence)).number(static_cast<std::int64_t>(limit));
  auto rows = run(queries::kAuditAfter, from);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<AuditRecord> records;
  for (std::size_t row = 0; row < rows->size(); ++row) records.push_back(audit_of_row(*rows, row));
  return records;
}

Status PostgresLogStore::put_feed(const FeedState& feed) {
  const bool gone = feed.source.url.empty();
  auto put =
      gone ? run(queries::kDropFeed, drop_feed(feed.source.owner)) : run(queries::kPutFeed, sync::put_feed(feed));
  if (put) put = count_administration();
  if (!put) return tl::unexpected(put.error());
  return {};
}

Result<std::vector<FeedState>> PostgresLogStore::feeds() {
  auto rows = run(queries::kAllFeeds);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<FeedState> all;
  for (std::size_t row = 0; row < rows->size(); ++row) all.push_back(feed_of_row(*rows, row));
  return all;
}

Result<std::string> PostgresLogStore::publish_secret(const calendar::RoomId& room) {
  const std::string fresh = platform::random_secret();
  auto made = run(queries::kInsertPublished, PostgresParameters{}.text(room.text()).text(fresh));
  if (!made) return tl::unexpected(made.error());
  auto found = find_publish_secret(room);
  if (!found) return tl::unexpected(found.error());
  return found->value_or(fresh);
}

Result<std::optional<std::string>> PostgresLogStore::find_publish_secret(const calendar::RoomId& room) {
  auto rows = run(queries::kFindPublished, PostgresParameters{}.text(room.text()));
  if (!rows) return tl::unexpected(rows.error());
  if (rows->size() == 0) return std::nullopt;
  return rows->text(0, 0);
}

}  // namespace tandem::sync
