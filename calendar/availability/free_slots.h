#pragma once
// When a pair and a room are free together. Zones and opening hours are the site's. Pure; any thread.
//
//   people   [####)      [##)            busy, with their walking time around it
//   room          [##)                   busy, with its gap around it
//   open   |--------------------------|
//   slots            [---)   [--------)  those that are long enough

#include <chrono>
#include <vector>

#include "calendar/booking/world.h"

namespace tandem::calendar {

// Intervals of at least `length` in which everything in `busy` is free and `hours` are open.
[[nodiscard]] std::vector<Interval> free_slots(const BusySet& busy, const Interval& window, const OpeningHours& hours,
                                               const Zone& zone, std::chrono::minutes length);

// Sorted and apart. Every interval of `length` inside one of them is accepted by decide() as a PlanSession of the pair
// in the room at `now` = window.start, and no other inside `window` is. Empty for a pair that is unknown or not active,
// a room that is unknown or out of order, and a length that the policy does not allow.
[[nodiscard]] std::vector<Interval> free_slots(const World& world, const PairId& pair, const RoomId& room,
                                               const Interval& window, std::chrono::minutes length);

// The same without a room: when the two could meet somewhere.
[[nodiscard]] std::vector<Interval> free_slots(const World& world, const PairId& pair, const Interval& window,
                                               std::chrono::minutes length);

}  // namespace tandem::calendar
