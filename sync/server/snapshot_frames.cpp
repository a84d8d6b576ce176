#include "sync/server/snapshot_frames.h"

#include "calendar/booking/facts.h"
#include "sync/protocol/check_in_times.h"
#include "sync/protocol/codec.h"

namespace tandem::sync {

SnapshotFrames::SnapshotFrames(const calendar::World& world, Cursor cursor, calendar::Instant now)
    : cursor_(std::move(cursor)) {
  SnapshotPart part;
  part.first = true;
  std::size_t bytes = 0;
  for (auto& raw : calendar::facts_of(world)) {
    auto fact = without_old_times(std::move(raw), world, now);
    const std::size_t size = encode_change(fact).size();
    if (!part.facts.empty() && (part.facts.size() == kMaxBatch || bytes + size > kTargetFrameBytes)) {
      frames_.push_back(encode(part));
      part = SnapshotPart{};
      bytes = 0;
    }
    bytes += size;
    part.facts.push_back(std::move(fact));
  }
  part.last = true;
  part.cursor = cursor_;
  frames_.push_back(encode(part));
}

}  // namespace tandem::sync
