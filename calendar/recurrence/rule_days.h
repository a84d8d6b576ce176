#pragma once
// The days that a rule's date parts allow, and the years and months it counts in, numbered in order. One implementation
// looks at the Gregorian calendar, the other at any calendar that RSCALE of RFC 7529 names. Internal to
// calendar/recurrence; a state of its own, one thread.

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "calendar/ics/rule.h"
#include "calendar/recurrence/work_budget.h"
#include "platform/base/result.h"

namespace tandem::calendar {

using PeriodNumber = std::int64_t;

// No rule is followed beyond it.
inline constexpr LocalDate kLastRuleDay = std::chrono::local_days{std::chrono::year{9999} / std::chrono::December / 31};

class RuleDays {
 public:
  virtual ~RuleDays() = default;

  // For YEARLY and MONTHLY: the year or month of a day, its first day, and the days that the rule gives in it, sorted;
  // SKIP may move the last of them into the next period. False when the budget is used up.
  [[nodiscard]] virtual PeriodNumber period_of(LocalDate date) = 0;
  [[nodiscard]] virtual bool take_period(PeriodNumber period, std::vector<LocalDate>& days) = 0;

  // For the other frequencies. The next allowed day from `from` to `last`; nullopt also when the budget is used up.
  [[nodiscard]] virtual bool allows(LocalDate date) = 0;
  [[nodiscard]] virtual std::optional<LocalDate> next_allowed(LocalDate from, LocalDate last) = 0;

  // How many days every whole week has, where that is always the same: every day, or certain weekdays.
  [[nodiscard]] virtual std::optional<int> days_each_week() const = 0;
};

// `start` is the date of DTSTART. Both outlive it. Invalid when RSCALE names no calendar that is known.
[[nodiscard]] platform::Result<std::unique_ptr<RuleDays>> make_rule_days(const RecurrenceRule& rule, LocalDate start,
                                                                         WorkBudget& budget);

}  // namespace tandem::calendar
