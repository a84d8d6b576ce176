#include "sync/log/log_store.h"

#include "platform/sqlite/database_copy.h"

namespace tandem::sync {

using platform::Result;

namespace {

tl::unexpected<platform::Error> keeps_no_records() {
  return platform::fail(platform::ErrorKind::Unavailable, "this store keeps no records");
}

}  // namespace

platform::Status LogStore::forget_before(std::uint64_t) { return {}; }

Result<LogPosition> LogStore::position() {
  auto last = head();
  if (!last) return tl::unexpected(last.error());
  return LogPosition{epoch(), *last, 0};
}

Result<std::unique_ptr<platform::DatabaseCopy>> LogStore::begin_copy(const std::filesystem::path&) {
  return platform::fail(platform::ErrorKind::Invalid, "a store in PostgreSQL is backed up by PostgreSQL's own tools");
}

platform::Status LogStore::put_record(RecordKind, const StoredRecord&) { return keeps_no_records(); }
platform::Status LogStore::drop_record(RecordKind, const std::string&) { return keeps_no_records(); }
Result<std::optional<std::string>> LogStore::find_record(RecordKind, const std::string&) { return keeps_no_records(); }
Result<std::vector<StoredRecord>> LogStore::records(RecordKind) { return keeps_no_records(); }

Result<std::vector<RatingCount>> LogStore::count_ratings(const calendar::Interval&) { return keeps_no_records(); }
Result<std::vector<TopicCount>> LogStore::count_topics() { return keeps_no_records(); }
Result<std::vector<UseRecord>> LogStore::uses(const calendar::Interval&) { return keeps_no_records(); }

platform::Status LogStore::put_audit(const AuditRecord&) { return keeps_no_records(); }
Result<std::optional<AuditRecord>> LogStore::last_audit() { return keeps_no_records(); }
Result<std::vector<AuditRecord>> LogStore::audit_after(std::uint64_t, std::size_t) { return keeps_no_records(); }

Result<std::vector<KnownCommand>> LogStore::find_commands(const std::vector<calendar::CommandId>& ids) {
  std::vector<KnownCommand> known;
  for (const auto& id : ids) {
    auto stored = find_command(id);
    if (!stored) return tl::unexpected(stored.error());
    auto last = last_number(id.device);
    if (!last) return tl::unexpected(last.error());
    known.push_back({std::move(*stored), *last});
  }
  return known;
}

}  // namespace tandem::sync
