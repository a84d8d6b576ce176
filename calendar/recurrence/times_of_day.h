#pragma once
// The starts that a rule gives within one day, hour or minute: each hour with each minute with each second of three
// sorted lists, never written out. Offsets from the beginning of that day, hour or minute. Internal to
// calendar/recurrence. A value, any thread.

#include <chrono>
#include <vector>

#include "calendar/ics/rule.h"

namespace tandem::calendar {

class TimesOfDay {
 public:
  // `start` is the time of day of DTSTART, which says what the rule leaves open.
  TimesOfDay(const RecurrenceRule& rule, std::chrono::seconds start, bool all_day);

  [[nodiscard]] std::size_t size() const { return hours_.size() * minutes_.size() * seconds_.size(); }
  [[nodiscard]] std::chrono::seconds at(std::size_t index) const;
  // How many are before `offset`.
  [[nodiscard]] std::size_t count_before(std::chrono::seconds offset) const;

 private:
  std::vector<int> hours_, minutes_, seconds_;
};

}  // namespace tandem::calendar
