#pragma once
// Which of the periods of an HOURLY, MINUTELY or SECONDLY rule its BYHOUR, BYMINUTE and BYSECOND allow. Every
// INTERVAL-th hour, minute or second of the day comes round again after a cycle of at most a day's periods, so the
// allowed ones of one cycle are worked out once and any of them is found without a walk:
//
//   period   0  1  2  3 | 4  5  6  7 | 8 …      HOURLY;INTERVAL=6 from nine o'clock: a cycle of 4
//   hour     9 15 21  3 | 9 15 21  3 | 9 …      BYHOUR=15,3 allows 1, 3, 5, 7, 9 …
//
// Internal to calendar/recurrence. A value, any thread.

#include <cstdint>
#include <vector>

#include "calendar/ics/rule.h"
#include "calendar/recurrence/work_budget.h"

namespace tandem::calendar {

class HourCycle {
 public:
  HourCycle(const RecurrenceRule& rule, LocalTime start, WorkBudget& budget);

  [[nodiscard]] bool empty() const { return allowed_.empty(); }
  // When the `index`-th allowed period begins.
  [[nodiscard]] LocalTime at(std::int64_t index) const;
  // The index of the first allowed period that ends after `time`, so that it holds it or is later.
  [[nodiscard]] std::int64_t first_from(LocalTime time) const;

 private:
  std::int64_t interval_;
  std::int64_t unit_;                  // seconds of a period
  std::int64_t first_;                 // DTSTART's period, counted since the epoch
  std::int64_t length_{1};             // periods of a cycle
  std::vector<std::int64_t> allowed_;  // of one cycle, sorted
};

}  // namespace tandem::calendar
