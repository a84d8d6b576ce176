#pragma once
// The central memory: the ordered log, every command with its verdict, what is true now as facts, the rooms' held times
// under a constraint that refuses overlaps, devices and feeds (flow step append()). In one SQLite file that a single
// process has open, or in a PostgreSQL database that several servers share. One thread: the core's. Whatever a
// transaction wrote is durable when it returns, or nothing of it is.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "calendar/booking/facts.h"
#include "calendar/booking/rights.h"
#include "calendar/booking/world.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "sync/log/audit.h"
#include "sync/log/feed.h"
#include "sync/log/server_records.h"
#include "sync/protocol/device_mode.h"
#include "sync/protocol/messages.h"

namespace tandem::platform {
class DatabaseCopy;
}

namespace tandem::sync {

// What became of a command, for ever.
struct StoredCommand {
  std::string body_hash;
  calendar::Verdict verdict;
  std::uint64_t sequence{0};  // of its entry
};

// What is known about a command number and its device.
struct KnownCommand {
  std::optional<StoredCommand> stored;
  std::uint64_t last_number{0};  // the highest one decided for the device; 0 for none
};

// Where the log stands.
struct LogPosition {
  std::string epoch;
  std::uint64_t head{0};            // the last entry's sequence, 0 for none
  std::uint64_t administration{0};  // counts changes of devices and feeds
};

struct DeviceRecord {
  calendar::DeviceId id;
  std::string token_hash;  // empty: it comes with a certificate
  calendar::Instant enrolled_at;
  bool revoked{false};
  std::string site{};  // id of its site; empty: the first one
  DeviceMode mode{DeviceMode::Lobby};
  std::optional<calendar::RoomId> room{};  // with Door: whose door
  bool operator==(const DeviceRecord&) const = default;
};

// What the device may ask for, and whose truth it gets.
[[nodiscard]] inline calendar::DeviceRights rights_of(const DeviceRecord& device) {
  return {calendar::SiteId{device.site}, device.mode, device.room};
}

// What a part of the server keeps under names of its own, as bytes that only it reads. Stored by number.
enum class RecordKind : std::uint8_t { Authority = 1, Certificate = 2, EnrolmentRequest = 3 };

struct StoredRecord {
  std::string id;
  std::string body;
};

// An entry with what it leaves true. `entry.sequence` is given by append(). `body_hash` is empty for an import or a
// feed.
struct LogAppend {
  LogEntry entry;
  std::string body_hash;
  std::vector<calendar::FactNow> facts;
  ServerRecords records{};
};

inline constexpr const char* kLogFile = "tandem.sqlite";

// Errors of every call: Full when the disk is, Corrupt when stored data fails its checks, Unavailable for other faults
// of the disk or a database that is away. Nothing is written by a call that fails, with one exception: when a database
// went away in the middle of a commit and does not come back, it is not known what became of it.
class LogStore {
 public:
  virtual ~LogStore() = default;

  // Whether other processes write this log too. Then a transaction begins with what they wrote: position() inside it is
  // the head that append() goes on from.
  [[nodiscard]] virtual bool shared() const { return false; }

  // All of `work`, or nothing: any error rolls everything back and is returned. Does not nest (Invalid). A shared store
  // calls `work` again from its beginning when the database was in the way of itself or went away for a moment.
  [[nodiscard]] virtual platform::Status transaction(const std::function<platform::Status()>& work) = 0;

  // Everything that `work` reads is of one moment. Also inside a transaction.
  [[nodiscard]] virtual platform::Status reading(const std::function<platform::Status()>& work) { return work(); }

  // Inside a transaction. Log row, command row, facts, booking rows and records. Returns the sequence: the last one
  // plus one, so log order is commit order. Invalid, here or from the transaction, when a room would be held twice or a
  // command number used twice.
  [[nodiscard]] virtual platform::Result<std::uint64_t> append(const LogAppend& append) = 0;

  // Everything that is true after the last entry.
  [[nodiscard]] virtual platform::Result<calendar::World> load() = 0;
  // At most `limit` entries after `sequence`, in order, verdicts included.
  [[nodiscard]] virtual platform::Result<std::vector<LogEntry>> entries_after(std::uint64_t sequence,
                                                                              std::size_t limit) = 0;
  // Names this history; made when the file was.
  [[nodiscard]] virtual const std::string& epoch() const = 0;
  // Gives it another name: it is not the history that devices know under this one.
  [[nodiscard]] virtual platform::Status begin_epoch() = 0;
  // The key of badge hashes; made when the file was.
  [[nodiscard]] virtual const std::string& site_key() const = 0;
  // The last entry's sequence, 0 for none; the first kept one's, 1 for none.
  [[nodiscard]] virtual platform::Result<std::uint64_t> head() = 0;
  [[nodiscard]] virtual platform::Result<std::uint64_t> oldest() = 0;

  // Drops the entries before `sequence`, but never the last one. What they left stays for ever: commands with their
  // verdicts, facts, held times. Nothing when they are gone already,
  // or in a store that keeps everything.
  [[nodiscard]] virtual platform::Status forget_before(std::uint64_t sequence);

  [[nodiscard]] virtual platform::Result<LogPosition> position();

  [[nodiscard]] virtual platform::Result<std::optional<StoredCommand>> find_command(const calendar::CommandId& id) = 0;
  // What find_commands() will be asked for at the beginning of the next transaction: a store that is far away reads it
  // on the way there.
  virtual void expect_commands(std::vector<calendar::CommandId> ids) { (void)ids; }
  // The same for many at once, with the last numbers of their devices, in the order of `ids`.
  [[nodiscard]] virtual platform::Result<std::vector<KnownCommand>> find_commands(
      const std::vector<calendar::CommandId>& ids);
  // The highest number decided for the device; 0 for none.
  [[nodiscard]] virtual platform::Result<std::uint64_t> last_number(const calendar::DeviceId& device) = 0;

  // Begins a copy of all of it in a new file, which is made between transactions (platform/sqlite/database_copy.h) and
  // must not outlive the store. Invalid when `file` exists, or when the store is of a kind that has tools of its own.
  [[nodiscard]] virtual platform::Result<std::unique_ptr<platform::DatabaseCopy>> begin_copy(
      const std::filesystem::path& file);

  // Of ratings given in `when`, and of all topics: by role and rating, by topic and mark. Unavailable, as uses(), in a
  // store that keeps none.
  [[nodiscard]] virtual platform::Result<std::vector<RatingCount>> count_ratings(const calendar::Interval& when);
  [[nodiscard]] virtual platform::Result<std::vector<TopicCount>> count_topics();
  // Forgotten bookings that were planned to begin in `when`, by start, then room.
  [[nodiscard]] virtual platform::Result<std::vector<UseRecord>> uses(const calendar::Interval& when);

  // Adds or replaces.
  [[nodiscard]] virtual platform::Status put_device(const DeviceRecord& device) = 0;
  [[nodiscard]] virtual platform::Result<std::optional<DeviceRecord>> find_device(const calendar::DeviceId& id) = 0;
  [[nodiscard]] virtual platform::Result<std::vector<DeviceRecord>> devices() = 0;

  // Adds or replaces; drops; all of a kind by id. Unavailable in a store that keeps none.
  [[nodiscard]] virtual platform::Status put_record(RecordKind kind, const StoredRecord& record);
  [[nodiscard]] virtual platform::Status drop_record(RecordKind kind, const std::string& id);
  [[nodiscard]] virtual platform::Result<std::optional<std::string>> find_record(RecordKind kind,
                                                                                 const std::string& id);
  [[nodiscard]] virtual platform::Result<std::vector<StoredRecord>> records(RecordKind kind);

  // The audit log: a record after the last one, which its caller has read in the same transaction (record_audit() does
  // both); in order, at most `limit` after `sequence`. Unavailable in a store that keeps none.
  [[nodiscard]] virtual platform::Status put_audit(const AuditRecord& record);
  [[nodiscard]] virtual platform::Result<std::optional<AuditRecord>> last_audit();
  [[nodiscard]] virtual platform::Result<std::vector<AuditRecord>> audit_after(std::uint64_t sequence,
                                                                               std::size_t limit);

  // Adds or replaces by owner; an empty url removes.
  [[nodiscard]] virtual platform::Status put_feed(const FeedState& feed) = 0;
  [[nodiscard]] virtual platform::Result<std::vector<FeedState>> feeds() = 0;

  // The secret in the address of the room's published feed, made at the first call.
  [[nodiscard]] virtual platform::Result<std::string> publish_secret(const calendar::RoomId& room) = 0;
  // The same without making one: nullopt when nobody ever asked for this room's address.
  [[nodiscard]] virtual platform::Result<std::optional<std::string>> find_publish_secret(
      const calendar::RoomId& room) = 0;
};

// Denied when another process has the file open, Corrupt when it is not ours or from a newer version.
[[nodiscard]] platform::Result<std::unique_ptr<LogStore>> open_log_store(const std::filesystem::path& file);
// Where a PostgreSQL database is.
struct SharedStore {
  std::string url;  // or libpq's words: "host=... dbname=..."
  // Where this server remembers the newest timeline it has worked on; empty: only while the store is open.
  std::filesystem::path memory{};
};
inline constexpr const char* kTimelineFile = "postgres.timeline";
// PostgreSQL; makes the schema in an empty database. Denied for a role or password, or an old primary that came back
// after another one took over; NotFound for a database, Unavailable while it does not answer, Corrupt when it is from a
// newer version. `clock` says when a database that is away is tried again; it must outlive the store.
[[nodiscard]] platform::Result<std::unique_ptr<LogStore>> open_shared_log_store(const SharedStore& where,
                                                                                const platform::Clock& clock);
// For tests: gone with the object.
[[nodiscard]] platform::Result<std::unique_ptr<LogStore>> open_log_store_in_memory();

}  // namespace tandem::sync
