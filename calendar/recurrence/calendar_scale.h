#pragma once
// The years and months of a calendar that RSCALE of RFC 7529 names, in days of our own. The Gregorian one is
// arithmetic, the others are ICU's. Internal to calendar/recurrence; a state of its own, one thread.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "calendar/recurrence/work_budget.h"
#include "calendar/time/zone.h"
#include "platform/base/result.h"

namespace tandem::calendar {

// Months as RFC 7529 section 4.2 numbers them: from 1, a leap month by the number before it ("5L").
struct ScaleMonth {
  int number;
  bool leap;
  LocalDate first;
  LocalDate end;
};

struct ScaleYear {
  std::int64_t number;
  std::vector<ScaleMonth> months;  // at least one, each begins where the last ended
  [[nodiscard]] LocalDate first() const { return months.front().first; }
  [[nodiscard]] LocalDate end() const { return months.back().end; }
};

class CalendarScale {
 public:
  virtual ~CalendarScale() = default;

  // The year of that number, or the one that holds a day. Null when the budget is used up. It stays where it is.
  [[nodiscard]] const ScaleYear* year(std::int64_t number);
  [[nodiscard]] const ScaleYear* year_of(LocalDate date);

 protected:
  CalendarScale(WorkBudget& budget, std::size_t steps_per_year) : budget_(budget), steps_(steps_per_year) {}

 private:
  [[nodiscard]] virtual std::int64_t number_of(LocalDate date) = 0;
  // Empty when it cannot be worked out.
  [[nodiscard]] virtual std::vector<ScaleMonth> months_of(std::int64_t year) = 0;

  WorkBudget& budget_;
  std::size_t steps_;
  std::map<std::int64_t, ScaleYear> known_;
  const ScaleYear* last_{nullptr};  // what year_of() answered last
};

// `name` in capitals; empty is the Gregorian calendar. Invalid for one that ICU does not know.
[[nodiscard]] platform::Result<std::unique_ptr<CalendarScale>> open_scale(const std::string& name, WorkBudget& budget);

}  // namespace tandem::calendar
