#pragma once
// A door's lease: minutes of one room that the server has promised to nobody but the kiosk at its door, so that what is
// booked there in those minutes is final even without a network. The promise has no end of its own: minutes that were
// ever leased are bookable by their holder only, however late that is heard, until the holder gives them up or has
// shown that nothing of it waits any more (next_lease()). Clocks decide what a lease is good for, never whether it is
// kept.
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

// What the server knows of the holder.
enum class HolderState : std::uint8_t {
  Unknown,  // it may have promised something in its old lease that nobody has heard yet
  Drained,  // it is here, knows the time, and everything it ever promised has been decided
};

// The lease that `holder` should have of `room` at `now`, when that is more than it has: its old one made longer, or a
// new one, which takes the place of one that is over only when the holder is Drained. nullopt: no lease_length, room
// unknown, out of order, leased to somebody else, or more than half of the length lies ahead still.
[[nodiscard]] std::optional<Lease> next_lease(const World& world, const RoomId& room, const DeviceId& holder,
                                              Instant now, HolderState state);

// The lease is over and its holder has nothing left that it protects: it may go.
[[nodiscard]] bool is_spent(const Lease& lease, const DeviceId& device, Instant now, HolderState state);

// The lease of the room, or null.
[[nodiscard]] const Lease* lease_of(const World& world, const RoomId& room);
// All of `when` is leased to this device.
[[nodiscard]] bool leased_to(const World& world, const DeviceId& device, const RoomId& room, const Interval& when);

}  // namespace tandem::calendar
