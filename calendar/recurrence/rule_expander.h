#pragma once
// The local starts that one rule gives inside a window of local time. Periods (a year, a month … a second, every
// INTERVAL-th) are walked in order; each yields its set of candidates, BYSETPOS picks from the set. Without COUNT the
// walk begins near the window. Internal to calendar/recurrence.

#include <optional>
#include <vector>

#include "calendar/ics/rule.h"
#include "calendar/recurrence/work_budget.h"
#include "platform/base/result.h"

namespace tandem::calendar {

struct RuleRun {
  const RecurrenceRule& rule;
  LocalTime start;          // DTSTART
  bool start_counts{true};  // it is the first occurrence even when it does not match; not so for EXRULE
  bool all_day{false};
  LocalTime from, to;                // what is wanted, both inclusive
  std::optional<LocalTime> last;     // UNTIL on the same clock, inclusive
  std::optional<std::size_t> limit;  // this many and no more
};

inline constexpr std::size_t kMaxOccurrencesPerEvent = 100'000;

// Sorted, without duplicates. TooLarge when the budget or kMaxOccurrencesPerEvent is used up, Invalid for a rule of
// hours, minutes or seconds on an all-day event.
[[nodiscard]] platform::Result<std::vector<LocalTime>> expand_rule(const RuleRun& run, WorkBudget& budget);

}  // namespace tandem::calendar
