#pragma once
// A door's lease: minutes of one room that the server has promised to nobody but the kiosk at its door, so that what is
// booked there in those minutes is final even without a network. The promise has no end of its own: minutes that were
// ever leased are bookable by their holder only, however late that is heard, until the holder gives them up with a
// command of its own (GiveUpLease): then everything it promised before has been decided. Clocks decide what a lease is
// good for, never whether it is kept.
//
//   room     [ booking )              [ booking )
//   held                [------------)              from the first free minute to the next booking, busy time, closing
//                                                   time or the policy's lease_length, whichever comes first
//
// No booking of anybody else overlaps a lease, ever; a room has one at a time.

#include <optional>

#include "calendar/programme/ids.h"
#include "calendar/time/instant.h"

namespace tandem::calendar {

struct World;

struct Lease {
  RoomId room;
  DeviceId holder;
  Interval held;
  bool operator==(const Lease&) const = default;
};

// The lease that `holder` should have of `room` at `now`, when that is more than it has: a new one, or its old one made
// longer. nullopt: no lease_length, room unknown or out of order, leased to somebody else, its old one is over and was
// not given up, more than half of the length lies ahead still, or nothing free that a booking would fit in.
[[nodiscard]] std::optional<Lease> next_lease(const World& world, const RoomId& room, const DeviceId& holder,
                                              Instant now);

// The lease of the room, or null.
[[nodiscard]] const Lease* lease_of(const World& world, const RoomId& room);
// All of `when` is leased to this device.
[[nodiscard]] bool leased_to(const World& world, const DeviceId& device, const RoomId& room, const Interval& when);

}  // namespace tandem::calendar
