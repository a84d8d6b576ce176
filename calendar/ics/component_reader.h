#pragma once
// One cut component to an Event, a ZoneDefinition, busy periods or WorkingHours, by libical's parser. Internal to
// calendar/ics.

#include <string_view>
#include <vector>

#include "calendar/ics/component_cutter.h"
#include "calendar/ics/event.h"
#include "calendar/ics/feed_problem.h"
#include "calendar/ics/working_hours.h"
#include "calendar/time/instant.h"
#include "platform/base/result.h"

namespace tandem::calendar {

// What had to be left out of an event that was read all the same is added to `problems`. `owner` as in parse.h. Invalid
// when it cannot be read: no DTSTART, or more than kMaxEventDates dates.
[[nodiscard]] platform::Result<Event> read_event(const Component& component, std::string_view owner,
                                                 std::vector<FeedProblem>& problems);
// Invalid without TZID or any observance that can be read.
[[nodiscard]] platform::Result<ZoneDefinition> read_zone(const Component& component);
// The periods of FREEBUSY that are not FBTYPE=FREE; those that cannot be read are reported. Invalid when libical cannot
// parse it.
[[nodiscard]] platform::Result<std::vector<Interval>> read_free_busy(const Component& component,
                                                                     std::vector<FeedProblem>& problems);
// Parts that cannot be read are left out, so not available, and reported. Invalid when when it holds cannot be read.
[[nodiscard]] platform::Result<WorkingHours> read_working_hours(const Component& component,
                                                                std::vector<FeedProblem>& problems);

}  // namespace tandem::calendar
