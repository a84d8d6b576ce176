#pragma once
// Working hours inside a window: where each VAVAILABILITY speaks, and when its owner is available there. Which of
// several is right, and what that makes busy, is calendar/busy's business. Pure, any thread.

#include <vector>

#include "calendar/time/instant.h"

namespace tandem::calendar {

struct WorkingTime {
  int priority{0};                  // as WorkingHours has it
  Interval when;                    // where it speaks, inside the window
  std::vector<Interval> available;  // in no order; may reach beyond `when`
  auto operator<=>(const WorkingTime&) const = default;
};

}  // namespace tandem::calendar
