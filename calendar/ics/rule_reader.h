#pragma once
// A rule as libical's parser holds it, read into our own RecurrenceRule. Internal to calendar/ics.

#include "calendar/ics/rule.h"
#include "platform/base/result.h"

struct icalproperty_impl;

namespace tandem::calendar {

// `property` is an RRULE or EXRULE and stays the caller's. Invalid when a part is out of the range that RFC 5545
// section 3.3.10 gives it, or for calendars other than the Gregorian one (RSCALE) and moved days (SKIP) of RFC 7529.
[[nodiscard]] platform::Result<RecurrenceRule> read_rule(icalproperty_impl* property);

}  // namespace tandem::calendar
