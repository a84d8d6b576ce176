#pragma once
// The occurrences of an event that EXDATE or RECURRENCE-ID name: by instant, or by date when either side has no time of
// day. Internal to calendar/recurrence.

#include <set>

#include "calendar/recurrence/feed_zones.h"

namespace tandem::calendar {

class NamedOccurrences {
 public:
  // Of an event that starts at `start`. `zones` outlives it.
  NamedOccurrences(const EventTime& start, FeedZones& zones);

  void add(const EventTime& name);
  // `local` on the event's clock.
  [[nodiscard]] bool holds(LocalTime local, Instant at) const;
  // A time without zone is read on the clock of DTSTART, a date at its time of day.
  [[nodiscard]] Instant instant_of(const EventTime& name) const;

 private:
  bool all_day_;
  std::chrono::seconds time_of_day_;
  const ZoneClock& clock_;
  FeedZones& zones_;
  std::set<LocalDate> dates_;
  std::set<Instant> instants_;
};

}  // namespace tandem::calendar
