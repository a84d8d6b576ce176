#pragma once
// One VEVENT or VTIMEZONE as lines. Internal to calendar/ics; pure, any thread.

#include <string>

#include "calendar/ics/write.h"

namespace tandem::calendar {

void write_event(std::string& out, const PublishedEvent& published);
// In the order given; RFC 5545 section 3.6.5 wants at least one observance.
void write_zone(std::string& out, const ZoneDefinition& zone);

}  // namespace tandem::calendar
