#include "calendar/recurrence/rule_days.h"

#include "calendar/recurrence/gregorian_days.h"

namespace tandem::calendar {

platform::Result<std::unique_ptr<RuleDays>> make_rule_days(const RecurrenceRule& rule, LocalDate start,
                                                           WorkBudget& budget) {
  return std::make_unique<GregorianDays>(rule, start, budget);
}

}  // namespace tandem::calendar
