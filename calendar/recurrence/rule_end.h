#pragma once
// UNTIL of a rule on the clock of its DTSTART. Feeds write it as a date, a local time or UTC, whatever DTSTART is;
// README.md has the readings. Internal to calendar/recurrence.

#include <optional>

#include "calendar/ics/event.h"
#include "calendar/recurrence/zone_clock.h"

namespace tandem::calendar {

// The last local start, inclusive; nullopt without UNTIL. `clock` is that of `start`.
[[nodiscard]] std::optional<LocalTime> last_start(const RecurrenceRule& rule, const EventTime& start,
                                                  const ZoneClock& clock);

}  // namespace tandem::calendar
