#pragma once
// When somebody came is personal. A device needs it on the day and for late corrections; afterwards it is replaced by
// the planned start, which still says that somebody came. The server keeps what really happened.

#include <vector>

#include "calendar/booking/change.h"
#include "calendar/booking/world.h"

namespace tandem::sync {

// How long a device keeps raw check-in times, from the planned end on.
inline constexpr std::chrono::days kCheckInTimesKept{7};

// The fact as a device may have it at `now`. `world` knows the booking of a session.
[[nodiscard]] calendar::Change without_old_times(calendar::Change fact, const calendar::World& world,
                                                 calendar::Instant now);

// The facts of `world` that still hold times too old at `now`, without them: to be applied.
[[nodiscard]] std::vector<calendar::Change> old_times_forgotten(const calendar::World& world, calendar::Instant now);

}  // namespace tandem::sync
