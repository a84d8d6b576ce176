#pragma once
// One cut component read into a feed. Internal to calendar.

#include <string_view>

#include "calendar/ics/component_cutter.h"
#include "calendar/ics/parse.h"

namespace tandem::calendar {

// Appends what the component says, or the problem that kept it from being read. `owner` as in parse.h.
void read_into(Feed& feed, const Component& component, std::string_view owner);

}  // namespace tandem::calendar
