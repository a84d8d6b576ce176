#include "calendar/recurrence/event_length.h"

#include <algorithm>

namespace tandem::calendar {

using namespace std::chrono;

Length length_of(const Event& event, FeedZones& zones) {
  const bool all_day = event.start.kind == EventTime::Kind::Date;
  if (event.end && all_day && event.end->kind == EventTime::Kind::Date) {
    // An end that is not after the start is read as the one day that was surely meant.
    return {std::max(days{1}, floor<days>(event.end->local - event.start.local)), seconds{0}};
  }
  if (event.end) {
    return {days{0}, std::max(seconds{0}, zones.instant_of(*event.end) - zones.instant_of(event.start))};
  }
  if (event.duration) return {event.duration->days, event.duration->exact};
  return {days{all_day ? 1 : 0}, seconds{0}};
}

Interval interval_from(const ZoneClock& clock, LocalTime start, const Length& length) {
  const Instant begin = clock.to_instant(start);
  const Instant end = (length.nominal > days{0} ? clock.to_instant(start + length.nominal) : begin) + length.exact;
  return {begin, std::max(begin, end)};
}

}  // namespace tandem::calendar
