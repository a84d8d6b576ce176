#pragma once
// The one judge. The device runs it for a provisional verdict, the server runs it again inside its transaction for the
// final one. Pure: same world, command and now, same decision.

#include <optional>

#include "calendar/booking/command.h"
#include "calendar/booking/verdict.h"
#include "calendar/booking/world.h"

namespace tandem::calendar {

// Overlooked: what becomes of the command when the doors give up their leases, for a device that may ask them to.
enum class LeasesOfOthers : std::uint8_t { Respected, Overlooked };

// Rules, first that fails is the reason: the command is well formed; what it names exists; it is in time; opening hours
// and the policy's lengths hold; the room is free of bookings and of the company's calendar; for a session, both people
// are free (a person's own overlapping session counts). What is planned ahead keeps the policy's room_gap and, around a
// session, both people's walking_time. Accepting leaves no two overlapping held intervals of a room.
// A CancelBooking that was given in time but is heard after somebody came and the booking began is BookingOver: time
// that was really used stays held.
//
// Minutes leased to a door (lease.h) are for its kiosk alone; others are refused as Leased when nothing else stands
// against them. What the holder promised in its own lease is accepted whatever was learnt meanwhile of the calendar,
// hours or the room's order, and however late: only a room that was removed is refused.
[[nodiscard]] Decision decide(const World& world, const NumberedCommand& command, Instant now,
                              LeasesOfOthers leases = LeasesOfOthers::Respected);

// The room that a command is about: the one it names, or that of the booking it names; nullopt when that is unknown.
[[nodiscard]] std::optional<RoomId> room_of(const World& world, const Command& command);

// What the pair's screen says about a session at `now`. Derived from the session, its booking and the policy.
[[nodiscard]] SessionStatus status_of(const World& world, const Session& session, Instant now);

// A booking whose room is given back at `at` unless somebody checks in.
struct NoShowDeadline {
  Instant at;
  BookingId booking;
};
// The earliest one at or after `from`, past or future; nullopt when nobody is awaited.
[[nodiscard]] std::optional<NoShowDeadline> next_no_show(const World& world, Instant from = {});

}  // namespace tandem::calendar
