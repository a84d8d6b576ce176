#include "calendar/availability/suggest.h"

namespace tandem::calendar {

std::vector<Interval> free_slots(const BusySet& busy, const Interval& window, const OpeningHours& hours,
                                 const Zone& zone, std::chrono::minutes length) {
  std::vector<Interval> slots;
  for (const Interval& open : hours.open_within(window, zone)) {
    const BusySet free = busy.free_within(open);
    for (const Interval& slot : free.intervals()) {
      if (slot.length() >= length) slots.push_back(slot);
    }
  }
  return slots;
}

}  // namespace tandem::calendar
