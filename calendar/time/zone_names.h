#pragma once
// The zone that a calendar program means by the name it wrote: IANA names in any case, Windows names through CLDR's
// table
// ("Romance Standard Time"), numbered ones ("GMT Standard Time 1"), quoted ones, and IANA names behind a vendor's
// prefix
// ("/freeassociation.sourceforge.net/Europe/Paris", "tzone://Microsoft/Utc"). Any thread.

#include <string_view>

#include "calendar/time/zone.h"

namespace tandem::calendar {

// NotFound when no reading of `tzid` names a zone of the system.
[[nodiscard]] platform::Result<Zone> zone_of_tzid(std::string_view tzid);

}  // namespace tandem::calendar
