#pragma once
// When a building may be booked: per weekday a list of local spans, and dates on which it stays closed. Opening follows
// the wall clock across DST changes. Any thread.

#include <array>
#include <chrono>
#include <set>
#include <vector>

#include "calendar/time/instant.h"
#include "calendar/time/zone.h"

namespace tandem::calendar {

// Minutes after local midnight, [from, to), 0 <= from < to <= 1440.
struct DaySpan {
  std::chrono::minutes from;
  std::chrono::minutes to;
  auto operator<=>(const DaySpan&) const = default;
};

struct OpeningHours {
  // Index 0 is Monday. Spans of a day are sorted and disjoint.
  std::array<std::vector<DaySpan>, 7> week;
  std::set<LocalDate> closed;

  // Monday to Friday, the same span: the default is 08:00 to 19:00.
  [[nodiscard]] static OpeningHours weekdays(DaySpan span = {std::chrono::hours{8}, std::chrono::hours{19}});

  // The open intervals inside `window`, sorted and disjoint.
  [[nodiscard]] std::vector<Interval> open_within(const Interval& window, const Zone& zone) const;

  bool operator==(const OpeningHours&) const = default;
};

}  // namespace tandem::calendar
