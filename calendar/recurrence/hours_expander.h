#pragma once
// One VAVAILABILITY to a WorkingTime. Internal to calendar/recurrence.

#include <optional>
#include <vector>

#include "calendar/ics/parse.h"
#include "calendar/recurrence/feed_zones.h"
#include "calendar/recurrence/working_time.h"

namespace tandem::calendar {

// Indexes into Feed::working_hours, the newest version of each UID.
[[nodiscard]] std::vector<std::size_t> newest_working_hours(const Feed& feed);

// nullopt when it says nothing about the window; that it ends before it begins is reported. A time of it that cannot be
// worked out is reported and not available. The budget is the whole feed's: once it is used up nothing is available.
[[nodiscard]] std::optional<WorkingTime> expand_hours(const WorkingHours& hours, const Interval& window,
                                                      FeedZones& zones, WorkBudget& feed_budget,
                                                      std::vector<FeedProblem>& problems);

}  // namespace tandem::calendar
