#include "calendar/recurrence/rule_days.h"

#include "calendar/recurrence/gregorian_days.h"
#include "calendar/recurrence/scaled_days.h"

namespace tandem::calendar {
namespace {

// Weekdays alone are the same in every calendar, and below a month there is no day for SKIP to move.
bool is_gregorian(const RecurrenceRule& rule) {
  const bool below_month = rule.frequency < Frequency::Monthly;
  if (rule.scale.empty()) return rule.by_leap_month.empty() && (below_month || rule.skip == InvalidDate::Omit);
  return below_month && rule.by_month.empty() && rule.by_leap_month.empty() && rule.by_month_day.empty() &&
         rule.by_year_day.empty() && rule.by_week_number.empty();
}

}  // namespace

platform::Result<std::unique_ptr<RuleDays>> make_rule_days(const RecurrenceRule& rule, LocalDate start,
                                                           WorkBudget& budget) {
  if (is_gregorian(rule)) return std::make_unique<GregorianDays>(rule, start, budget);
  auto scale = open_scale(rule.scale, budget);
  if (!scale) return tl::unexpected(scale.error());
  return std::make_unique<ScaledDays>(rule, start, std::move(*scale), budget);
}

}  // namespace tandem::calendar
