#include "sync/replica/snapshot_intake.h"

namespace tandem::sync {

using platform::ErrorKind;
using platform::fail;

void SnapshotIntake::reset() { *this = SnapshotIntake{}; }

platform::Result<bool> SnapshotIntake::take(const SnapshotPart& part) {
  if (part.first == under_way_) return fail(ErrorKind::Invalid, "a part of a snapshot came out of turn");
  if (part.first) reset();
  under_way_ = true;
  facts_ += part.facts.size();
  if (facts_ > kMaxSnapshotFacts) return fail(ErrorKind::TooLarge, "a snapshot of more than a million facts");
  for (const calendar::Change& fact : part.facts) note(rows_, checksum_.apply(world_, fact));
  if (!part.last) return false;
  if (part.cursor.epoch.empty()) return fail(ErrorKind::Invalid, "a snapshot without an epoch");
  cursor_ = part.cursor;
  under_way_ = false;
  return true;
}

}  // namespace tandem::sync
