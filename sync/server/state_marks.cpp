#include "sync/server/state_marks.h"

namespace tandem::sync {

void StateMarks::restart(std::uint64_t sequence, std::uint64_t checksum) {
  first_ = sequence;
  checksums_.assign(1, checksum);
}

void StateMarks::note(std::uint64_t sequence, std::uint64_t checksum) {
  if (sequence != first_ + checksums_.size()) return restart(sequence, checksum);
  checksums_.push_back(checksum);
  if (checksums_.size() <= kMarksKept) return;
  checksums_.pop_front();
  ++first_;
}

std::optional<std::uint64_t> StateMarks::at(std::uint64_t sequence) const {
  if (sequence < first_ || sequence - first_ >= checksums_.size()) return std::nullopt;
  return checksums_[sequence - first_];
}

}  // namespace tandem::sync
