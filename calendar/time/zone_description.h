#pragma once
// The zone that words describe, as calendar programs show them to people: "(UTC+01:00) Brussels, Copenhagen, Madrid,
// Paris", "(GMT-05.00) Eastern Time (US & Canada)", "GMT+0200". Less certain than a name (zone_names.h), so it is asked
// last. Any thread.

#include <string_view>

#include "calendar/time/zone.h"

namespace tandem::calendar {

// Of the places named, in any language, the first that tzdata knows and that keeps the offset given in winter; without
// places, that offset all year. NotFound when there is no offset in it, or when no place fits it: then nobody knows
// whether it has summer time.
[[nodiscard]] platform::Result<Zone> zone_of_description(std::string_view text);

}  // namespace tandem::calendar
