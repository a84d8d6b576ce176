#pragma once
// A snapshot on its way in: parts are gathered beside the truth that is shown, which stays as it is until the last part
// came. Client's thread only.

#include "calendar/booking/world.h"
#include "platform/base/result.h"
#include "sync/protocol/state_checksum.h"
#include "sync/replica/replica_file.h"

namespace tandem::sync {

// More than any site has; a server that sends more is not ours.
inline constexpr std::size_t kMaxSnapshotFacts = 1'000'000;

class SnapshotIntake {
 public:
  // True: that was the last part and world(), checksum(), rows() and cursor() are complete. Invalid: out of turn, a
  // last part without a cursor; TooLarge: over kMaxSnapshotFacts.
  [[nodiscard]] platform::Result<bool> take(const SnapshotPart& part);
  // A part has come and the last one has not.
  [[nodiscard]] bool under_way() const { return under_way_; }
  // Drops what has come: the connection that brought it is gone.
  void reset();

  [[nodiscard]] calendar::World& world() { return world_; }
  [[nodiscard]] const StateChecksum& checksum() const { return checksum_; }
  [[nodiscard]] const FactRows& rows() const { return rows_; }
  [[nodiscard]] const Cursor& cursor() const { return cursor_; }

 private:
  calendar::World world_;
  StateChecksum checksum_;
  FactRows rows_;
  Cursor cursor_;
  std::size_t facts_{0};
  bool under_way_{false};
};

}  // namespace tandem::sync
