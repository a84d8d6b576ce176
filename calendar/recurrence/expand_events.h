#pragma once
// The events of a feed to occurrences, on clocks that are already known. Internal to calendar/recurrence.

#include "calendar/recurrence/expand.h"
#include "calendar/recurrence/feed_zones.h"

namespace tandem::calendar {

// Appends to `expansion`, in no order; errors as in expand.h.
[[nodiscard]] platform::Status expand_events(const Feed& feed, const Interval& window, FeedZones& zones,
                                             WorkBudget& feed_budget, Expansion& expansion);

}  // namespace tandem::calendar
