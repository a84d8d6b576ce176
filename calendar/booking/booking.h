#pragma once
// A room held for an interval, for a session of a pair or ad hoc. `planned` is what was asked for (and extended to);
// `held` is what the room is really blocked for: the same while the booking stands, cut short when it is ended or
// released, empty when it was cancelled before its start. No two bookings of a room have overlapping `held` intervals,
// ever.
//
//   planned  [--------------)
//   held     [------)             ended early: the rest is free again

#include <cstdint>
#include <optional>

#include "calendar/programme/ids.h"
#include "calendar/time/instant.h"

namespace tandem::calendar {

enum class BookingState : std::uint8_t { Booked, InUse, Ended, Released, Cancelled };

struct Booking {
  BookingId id;
  RoomId room;
  Interval planned;
  Interval held;
  BookingState state{BookingState::Booked};
  std::optional<SessionId> session;   // ad hoc when absent
  std::optional<PersonId> booked_by;  // absent for a walk-up at the door
  Instant created_at;
  std::optional<Instant> first_check_in;
  std::optional<BookingId> series{};  // of one of a series: the name of the command that made them all
  bool operator==(const Booking&) const = default;
};

// Booked or InUse: it may still be extended, ended, checked in to.
[[nodiscard]] bool is_open(const Booking& booking);

}  // namespace tandem::calendar
