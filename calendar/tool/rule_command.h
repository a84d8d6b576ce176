#pragma once
// What tandem-ics says about one recurrence rule: its first starts. Any thread.

#include <string>

#include "calendar/recurrence/first_starts.h"
#include "calendar/tool/feed_commands.h"

namespace tandem::calendar {

struct RuleQuestion {
  std::string start;  // 20260101T090000, with Z for UTC, 20260101 for a day; dashes and colons are allowed
  std::string tzid;   // whose clock `start` is on; empty for no zone
  std::string rule;   // FREQ=…, with or without RRULE: in front
  std::size_t limit{100};
  UnmatchedStart unmatched{UnmatchedStart::IsFirst};
};

// A line for each start: 2026-01-01T09:00:00+01:00 with a zone, …Z in UTC, no ending without zone, 2026-01-01 for a
// day. Problems with the reason when the rule or the start cannot be read or takes too long.
IcsExit run_rule(const RuleQuestion& question, const Answer& answer);

}  // namespace tandem::calendar
