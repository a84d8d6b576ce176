#pragma once
// What tandem-ics says about recurrence rules: their first starts. Any thread.

#include <string>
#include <vector>

#include "calendar/recurrence/first_starts.h"
#include "calendar/tool/feed_commands.h"

namespace tandem::calendar {

// How a start is written:
//             with a zone                  in UTC                 without zone          a day
//   Iso       2026-01-05T09:00:00+01:00    2026-01-05T09:00:00Z   2026-01-05T09:00:00   2026-01-05
//   Basic     20260105T090000              20260105T090000Z       20260105T090000       20260105
//   Utc       2026-01-05T08:00:00Z         2026-01-05T09:00:00Z   as if it were UTC     2026-01-05
enum class StartForm { Iso, Basic, Utc };

// Dates and rules in any of the forms of typed_property.h.
struct RuleQuestion {
  std::string start;
  std::string tzid;  // whose clock times without a zone are on; empty for no zone
  std::string rule;
  std::size_t limit{100};
  UnmatchedStart unmatched{UnmatchedStart::IsFirst};
  std::vector<std::string> more_rules{}, excluded_rules{}, extra_dates{}, excluded_dates{};
  std::string from{}, to{};  // as read_moment() has them; empty for no bound
  StartForm form{StartForm::Iso};
  bool json{false};
};

// A line for each start; as JSON {"starts": [{"start", "utc"}]}. Problems with the reason when a rule or date cannot be
// read or takes too long.
IcsExit run_rule(const RuleQuestion& question, const Answer& answer);

}  // namespace tandem::calendar
