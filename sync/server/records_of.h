#pragma once
// What of a command or a change the server keeps to itself. Pure.

#include "calendar/booking/command.h"
#include "calendar/booking/world.h"
#include "sync/log/server_records.h"

namespace tandem::sync {

// Of an accepted command; `world` as it was when it was decided. A rating only when it is that person's first.
[[nodiscard]] ServerRecords records_of(const calendar::World& world, const calendar::Command& command);
// Adds how the rooms were used by the bookings that `change` will take out of `world`.
void add_uses(const calendar::World& world, const calendar::Change& change, ServerRecords& records);

}  // namespace tandem::sync
