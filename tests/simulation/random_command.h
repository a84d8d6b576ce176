#pragma once
// What somebody at a kiosk might tap, given what its screen shows.

#include "calendar/booking/command.h"
#include "calendar/booking/world.h"
#include "platform/base/random.h"

namespace tandem::tests {

[[nodiscard]] calendar::Command random_command(const calendar::World& shown, calendar::Instant now,
                                               platform::Random& random);
// The same at the door of a room: walk-ups above all, and their ends.
[[nodiscard]] calendar::Command door_command(const calendar::World& shown, const calendar::RoomId& room,
                                             calendar::Instant now, platform::Random& random);

}  // namespace tandem::tests
