#pragma once
// LogStore over one SQLite file. Private to this room: others see log_store.h.

#include <map>
#include <string>

#include "platform/sqlite/database.h"
#include "platform/sqlite/database_copy.h"
#include "sync/log/log_store.h"

namespace tandem::sync {

class SqliteLogStore final : public LogStore {
 public:
  // Migrates the schema; names the history and makes the site's key in a new file.
  [[nodiscard]] static platform::Result<std::unique_ptr<LogStore>> over(platform::Database database);

  platform::Status transaction(const std::function<platform::Status()>& work) override;
  platform::Result<std::uint64_t> append(const LogAppend& append) override;
  platform::Result<calendar::World> load() override;
  platform::Result<std::vector<LogEntry>> entries_after(std::uint64_t sequence, std::size_t limit) override;
  const std::string& epoch() const override { return epoch_; }
  platform::Status begin_epoch() override;
  const std::string& site_key() const override { return site_key_; }
  platform::Result<std::uint64_t> head() override;
  platform::Result<std::uint64_t> oldest() override;
  platform::Status forget_before(std::uint64_t sequence) override;
  platform::Result<std::optional<StoredCommand>> find_command(const calendar::CommandId& id) override;
  platform::Result<std::uint64_t> last_number(const calendar::DeviceId& device) override;
  platform::Result<std::vector<RatingCount>> count_ratings(const calendar::Interval& when) override;
  platform::Result<std::vector<TopicCount>> count_topics() override;
  platform::Result<std::vector<UseRecord>> uses(const calendar::Interval& when) override;
  platform::Result<std::unique_ptr<platform::DatabaseCopy>> begin_copy(const std::filesystem::path& file) override {
    return database_.begin_copy(file);
  }
  platform::Status put_device(const DeviceRecord& device) override;
  platform::Result<std::optional<DeviceRecord>> find_device(const calendar::DeviceId& id) override;
  platform::Result<std::vector<DeviceRecord>> devices() override;
  platform::Status put_record(RecordKind kind, const StoredRecord& record) override;
  platform::Status drop_record(RecordKind kind, const std::string& id) override;
  platform::Result<std::optional<std::string>> find_record(RecordKind kind, const std::string& id) override;
  platform::Result<std::vector<StoredRecord>> records(RecordKind kind) override;
  platform::Status put_audit(const AuditRecord& record) override;
  platform::Result<std::optional<AuditRecord>> last_audit() override;
  platform::Result<std::vector<AuditRecord>> audit_after(std::uint64_t sequence, std::size_t limit) override;
  platform::Status put_feed(const FeedState& feed) override;
  platform::Result<std::vector<FeedState>> feeds() override;
  platform::Result<std::string> publish_secret(const calendar::RoomId& room) override;
  platform::Result<std::optional<std::string>> find_publish_secret(const calendar::RoomId& room) override;

 private:
  explicit SqliteLogStore(platform::Database database) : database_(std::move(database)) {}

  using Binder = std::function<void(platform::Statement&)>;
  using RowReader = std::function<platform::Status(const platform::Statement&)>;
  // Prepared at its first use, by the address of its text in queries.h.
  platform::Result<platform::Statement*> prepared(const char* sql);
  platform::Status run(const char* sql, const Binder& bind);
  platform::Status each(const char* sql, const Binder& bind, const RowReader& row);
  platform::Result<std::uint64_t> number(const char* sql, const Binder& bind);
  // The value kept under `key`, or `fresh` stored there.
  platform::Result<std::string> meta(const char* key, const std::string& fresh);

  platform::Status put_command(const LogAppend& append, std::uint64_t sequence);
  // sqlite_records.cpp
  platform::Status put_records(const ServerRecords& records);
  // `by`: the device whose command it is; empty for none.
  platform::Status put_fact(const calendar::FactNow& fact, const calendar::DeviceId& by);
  platform::Status put_booking(const calendar::FactNow& fact, const calendar::DeviceId& by);
  platform::Status put_lease(const calendar::FactNow& fact);
  platform::Status guard_room(const calendar::RoomId& room);
  // Takes the room's guard; Invalid when another booking holds it at some time that this one would, or when that is
  // leased to another device than `by`.
  platform::Status require_free(const calendar::Booking& booking, const calendar::DeviceId& by);
  // The same for minutes that a lease has besides those it had: bookings of others.
  platform::Status require_leasable(const calendar::Lease& lease);

  platform::Database database_;  // before the statements: they go first
  std::map<const char*, platform::Statement> statements_;
  std::string epoch_;
  std::string site_key_;
};

}  // namespace tandem::sync
