#pragma once
// The text of a recurrence rule (RFC 5545 section 3.3.10), read into a RecurrenceRule with every range checked. Ours,
// because libical keeps INTERVAL in 16 bits and so reads 90061 as 24525, drops a rule that has COUNT and UNTIL, and
// holds no list of all days of the month counted from both ends. Internal to calendar/ics.

#include <string_view>

#include "calendar/ics/rule.h"
#include "platform/base/result.h"

namespace tandem::calendar {

// Of one BYxxx part; all days of the year from both ends are 732.
inline constexpr std::size_t kMaxRuleListValues = 800;

// Letters of any case and spaces around parts and values are read too, extensions (X-…) are passed over. Invalid with
// the reason for a part that is unknown, out of its range or there twice, and for calendars other than the Gregorian
// one (RSCALE) and moved days (SKIP) of RFC 7529.
[[nodiscard]] platform::Result<RecurrenceRule> read_rule(std::string_view text);

}  // namespace tandem::calendar
