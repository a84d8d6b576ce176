#pragma once
// A whole World as frames of SnapshotPart, made once at one point of the log and sent to every device that needs it.
// Immutable, any thread.

#include <string>
#include <vector>

#include "calendar/booking/world.h"
#include "sync/protocol/messages.h"

namespace tandem::sync {

class SnapshotFrames {
 public:
  // As of `now`, without the check-in times that devices do not keep.
  SnapshotFrames(const calendar::World& world, Cursor cursor, calendar::Instant now);

  [[nodiscard]] const Cursor& cursor() const { return cursor_; }
  // At least one; each about kTargetFrameBytes at most, the last one carries the cursor.
  [[nodiscard]] const std::vector<std::string>& frames() const { return frames_; }

 private:
  Cursor cursor_;
  std::vector<std::string> frames_;
};

}  // namespace tandem::sync
