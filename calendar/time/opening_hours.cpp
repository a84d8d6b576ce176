#include "calendar/time/opening_hours.h"

#include <algorithm>

namespace tandem::calendar {
namespace {

const std::vector<DaySpan>& spans_on(const OpeningHours& hours, LocalDate date) {
  const unsigned monday_first = std::chrono::weekday{date}.iso_encoding() - 1;
  return hours.week.at(monday_first);
}

// Keeps the list sorted and disjoint; intervals come in the order of their start.
void append_joined(std::vector<Interval>& open, const Interval& next) {
  if (!open.empty() && next.start <= open.back().end) {
    open.back().end = std::max(open.back().end, next.end);
  } else {
    open.push_back(next);
  }
}

}  // namespace

OpeningHours OpeningHours::weekdays(DaySpan span) {
  OpeningHours hours;
  for (std::size_t day = 0; day < 5; ++day) hours.week.at(day) = {span};
  return hours;
}

std::vector<Interval> OpeningHours::open_within(const Interval& window, const Zone& zone) const {
  std::vector<Interval> open;
  if (window.empty()) return open;
  const LocalDate last = zone.date_of(window.end);
  for (LocalDate date = zone.date_of(window.start); date <= last; date += std::chrono::days{1}) {
    if (closed.contains(date)) continue;
    for (const DaySpan& span : spans_on(*this, date)) {
      const Interval local{zone.to_instant(date + span.from), zone.to_instant(date + span.to)};
      if (const auto part = intersection(local, window)) append_joined(open, *part);
    }
  }
  return open;
}

}  // namespace tandem::calendar
