#pragma once
// Flow step "apply": the last server truth, in memory and durable. Changes, cursor and the outbox's verdicts go to disk
// in one transaction, and only then become the truth that is shown; when the disk refuses, nothing has changed and the
// same entries come again after a reconnect. Client's thread only.

#include <memory>
#include <span>
#include <vector>

#include "calendar/booking/world.h"
#include "platform/base/result.h"
#include "platform/sqlite/database.h"
#include "sync/outbox/outbox.h"
#include "sync/protocol/state_checksum.h"
#include "sync/replica/replica_file.h"
#include "sync/replica/snapshot_intake.h"

namespace tandem::sync {

// What a stored clock offset may be wrong by: less is not worth a write.
inline constexpr std::chrono::milliseconds kClockOffsetStep{1'000};

class Replica {
 public:
  // Reads what the device knew when it stopped. Facts that do not decode are forgotten and asked for again: the cursor
  // goes back to zero. `database` must outlive the replica.
  [[nodiscard]] static platform::Result<Replica> load(platform::Database& database);

  [[nodiscard]] const std::shared_ptr<const calendar::World>& truth() const { return truth_; }
  [[nodiscard]] const Cursor& cursor() const { return position_.cursor; }
  [[nodiscard]] const std::string& site_key() const { return position_.site_key; }
  [[nodiscard]] std::optional<calendar::Instant> heard_at() const { return position_.heard_at; }

  // Which part of the truth this is: Welcome::scope. Another one than before: the cursor goes back to zero, so that the
  // snapshot that follows is asked for again when it does not come.
  [[nodiscard]] const std::string& scope() const { return position_.scope; }
  [[nodiscard]] platform::Status keep_scope(const std::string& scope);
  // What the device may ask for; absent while no server has said.
  [[nodiscard]] const std::optional<calendar::DeviceRights>& rights() const { return position_.rights; }
  [[nodiscard]] platform::Status keep_rights(const std::optional<calendar::DeviceRights>& rights);
  [[nodiscard]] platform::Status keep_site_key(const std::string& site_key);
  // Server minus device; written when it moved by kClockOffsetStep or more.
  [[nodiscard]] std::chrono::milliseconds clock_offset() const { return position_.clock_offset; }
  [[nodiscard]] platform::Status keep_clock_offset(std::chrono::milliseconds offset);

  // Entries at or below the cursor have been applied before and are skipped, so a delivery twice changes nothing. A
  // verdict in an entry of `device` is written to `outbox` in the same transaction. True: the cursor moved. Invalid
  // when an entry is missing in between that was not passed over (LogEntry::passed): nothing is applied, the truth is
  // shown on, and the cursor goes back to zero, so that the next connection brings a snapshot.
  [[nodiscard]] platform::Result<bool> apply(std::span<const LogEntry> entries, calendar::Instant heard_at,
                                             Outbox& outbox);

  // True: the last part came and the truth has been replaced as a whole.
  [[nodiscard]] platform::Result<bool> take_part(const SnapshotPart& part, calendar::Instant heard_at);
  void drop_parts() { intake_.reset(); }

  // What the truth amounts to at cursor().
  [[nodiscard]] StateMark state() const { return {position_.cursor.sequence, checksum_.value(), kStateForm}; }
  // Counts all of it again: what is in memory may not be what was applied. False when it was not, which is then known.
  [[nodiscard]] bool recount();
  // Replaces check-in times that a device may keep no longer (check_in_times.h); on disk when it returns. True: some.
  [[nodiscard]] platform::Result<bool> forget_old_times(calendar::Instant now);
  // The next connection brings a snapshot; what is shown stays until then.
  [[nodiscard]] platform::Status forget_cursor();
  [[nodiscard]] bool between_parts() const { return intake_.under_way(); }

 private:
  explicit Replica(platform::Database& database) : database_(&database) {}
  [[nodiscard]] platform::Status load_world();
  [[nodiscard]] platform::Status forget_world();
  [[nodiscard]] platform::Result<bool> start_over(std::uint64_t last, std::uint64_t next);
  [[nodiscard]] platform::Status write_snapshot(calendar::Instant heard_at);

  platform::Database* database_;
  ReplicaPosition position_;
  std::shared_ptr<const calendar::World> truth_;
  StateChecksum checksum_;  // of truth_
  SnapshotIntake intake_;
};

}  // namespace tandem::sync
