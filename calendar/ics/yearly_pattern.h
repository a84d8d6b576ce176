#pragma once
// Finds the yearly rule behind a list of clock changes: "the last Sunday of March", "the Friday on or after the 23rd",
// "the 1st of April". Internal to calendar/ics.

#include <cstddef>
#include <span>

#include "calendar/ics/rule.h"

namespace tandem::calendar {

struct YearlyRun {
  std::size_t length{0};  // so many onsets from the first one on follow `rule`
  RecurrenceRule rule;    // FREQ=YEARLY, without COUNT or UNTIL
};

// The rule that most of `onsets`, which are sorted and not empty, follow from the first one on: one a year, each year,
// always at the same time of day.
[[nodiscard]] YearlyRun longest_run(std::span<const LocalTime> onsets);

}  // namespace tandem::calendar
