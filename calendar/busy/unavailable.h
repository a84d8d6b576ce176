#pragma once
// Working hours to busy times (flow "a feed becomes a free room", step merge; RFC 7953 section 4). Pure, any thread.
//
//   priority 0   |----[  )----[  )----[  )----|   busy but for the available times
//   priority 1            |--------|              a higher one replaces what lower ones say about its time
//   unavailable  [---)[  )[--------)  )[-)[---)

#include <vector>

#include "calendar/busy/busy_set.h"
#include "calendar/recurrence/working_time.h"

namespace tandem::calendar {

// Of several of one priority every one that says busy is believed, whatever their order.
[[nodiscard]] BusySet unavailable(std::vector<WorkingTime> times);

}  // namespace tandem::calendar
