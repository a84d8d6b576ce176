#pragma once
// Which VTIMEZONEs a calendar needs, and over which years. Internal to calendar/ics; pure, any thread.

#include <vector>

#include "calendar/ics/write.h"

namespace tandem::calendar {

// One for each TZID that the events use, by name. A definition in `given` goes before the system's zone. NotFound when
// there is neither.
[[nodiscard]] platform::Result<std::vector<ZoneDefinition>> zones_in_use(const std::vector<PublishedEvent>& events,
                                                                         const std::vector<ZoneDefinition>& given);

}  // namespace tandem::calendar
