#include "calendar/recurrence/set_positions.h"

#include <algorithm>
#include <cstdint>

namespace tandem::calendar {

// Most rules have sets of one size, or of few.
const std::vector<std::size_t>& SetPositions::of(std::size_t size) {
  if (size == size_) return picked_;
  size_ = size;
  picked_.clear();
  const auto count = static_cast<std::int64_t>(size);
  for (const int position : positions_) {
    const std::int64_t index = position > 0 ? position - 1 : count + position;
    if (index >= 0 && index < count) picked_.push_back(static_cast<std::size_t>(index));
  }
  std::sort(picked_.begin(), picked_.end());
  picked_.erase(std::unique(picked_.begin(), picked_.end()), picked_.end());
  return picked_;
}

}  // namespace tandem::calendar
