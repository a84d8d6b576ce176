#pragma once
// Dates and rules as people type them, to lines of a calendar. Pure, any thread.

#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace tandem::calendar {

// DTSTART, EXDATE or RDATE. Of one date, or of several with commas between them:
//
//   20260105T090000   2026-01-05T09:00:00   2026-01-05 09:00   20260105T090000Z   2026-01-05
//   TZID=Europe/Paris:20260105T090000       DTSTART;TZID=Europe/Paris:20260105T090000
//   2026-01-05T09:00[Europe/Paris]          20260105T090000Z/PT1H (a period of an RDATE)
//
// `tzid` is the zone of a time that names none itself; it may be empty. Invalid for more than one line. What is no date
// is left for the calendar's parser to refuse.
[[nodiscard]] platform::Result<std::string> date_line(const std::string& name, std::string_view typed,
                                                      const std::string& tzid);

// RRULE or EXRULE, with its name in front of the text or without. Invalid for more than one line.
[[nodiscard]] platform::Result<std::string> rule_line(const std::string& name, std::string_view typed);

}  // namespace tandem::calendar
