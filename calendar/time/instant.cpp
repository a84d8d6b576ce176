#include "calendar/time/instant.h"

#include <algorithm>

namespace tandem::calendar {

bool overlaps(const Interval& a, const Interval& b) {
  return !a.empty() && !b.empty() && a.start < b.end && b.start < a.end;
}

std::optional<Interval> intersection(const Interval& a, const Interval& b) {
  const Interval common{std::max(a.start, b.start), std::min(a.end, b.end)};
  if (common.empty()) return std::nullopt;
  return common;
}

}  // namespace tandem::calendar
