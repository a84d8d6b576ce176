#pragma once
// What somebody asked for. A command is numbered by the device that took it: {device, number} names it for ever, so a
// retry is recognised and gets the first verdict again. Times inside a command are when it happened at the device.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

#include "calendar/programme/ids.h"
#include "calendar/time/instant.h"

namespace tandem::calendar {

// An ad hoc booking, by a person or, at a door, by nobody in particular. One that starts now is in use at once.
struct BookRoom {
  RoomId room;
  Interval when;
  std::optional<PersonId> by;
  // A door said yes for good: all of `when` was leased to it (lease.h). Whoever does not hold that lease gains nothing.
  bool promised{false};
  bool operator==(const BookRoom&) const = default;
};

// A session of a pair together with the booking of its room.
struct PlanSession {
  PairId pair;
  RoomId room;
  Interval when;
  std::optional<PersonId> by;  // one of the two, or absent when the coordinator's planning did it
  bool operator==(const PlanSession&) const = default;
};

struct CheckIn {
  BookingId booking;
  std::optional<PersonId> person;  // absent: somebody at the door of an ad hoc booking
  Instant at;
  bool operator==(const CheckIn&) const = default;
};

struct ExtendBooking {
  BookingId booking;
  Instant new_end;
  std::optional<PersonId> by;
  bool operator==(const ExtendBooking&) const = default;
};

// The room is given back from `at` on.
struct EndBooking {
  BookingId booking;
  Instant at;
  std::optional<PersonId> by;
  bool operator==(const EndBooking&) const = default;
};

struct CancelBooking {
  BookingId booking;
  std::optional<PersonId> by;
  bool operator==(const CancelBooking&) const = default;
};

// Takes a released room back for the rest of its time, while it is still free.
struct ReclaimBooking {
  BookingId booking;
  Instant at;
  std::optional<PersonId> by;
  bool operator==(const ReclaimBooking&) const = default;
};

// Nobody came. Only the server's own timer asks for it: a dead panel never holds a room.
struct ReleaseNoShow {
  BookingId booking;
  bool operator==(const ReleaseNoShow&) const = default;
};

// A door gives its lease of the room back, because the server asked for it. Numbered like everything else, so that what
// it booked under the lease is decided before.
struct GiveUpLease {
  RoomId room;
  bool operator==(const GiveUpLease&) const = default;
};

using Command = std::variant<BookRoom, PlanSession, CheckIn, ExtendBooking, EndBooking, CancelBooking, ReclaimBooking,
                             ReleaseNoShow, GiveUpLease>;

// Leaves room in kMaxIdLength for the number, because bookings are named after commands.
inline constexpr std::size_t kMaxDeviceIdLength = 40;

struct CommandId {
  DeviceId device;
  std::uint64_t number{0};
  auto operator<=>(const CommandId&) const = default;
};

struct NumberedCommand {
  CommandId id;
  Instant issued_at;
  Command command;
  bool operator==(const NumberedCommand&) const = default;
};

// A booking takes the name of the command that made it, so the device knows it before the server has seen it.
[[nodiscard]] BookingId booking_id_of(const CommandId& id);
[[nodiscard]] bool was_made_by(const DeviceId& device, const BookingId& booking);
// "BookRoom", "CheckIn": for logs.
[[nodiscard]] const char* name_of(const Command& command);

// The device name of the server's own commands. No device can be enrolled under it.
inline constexpr const char* kServerDevice = "server";

}  // namespace tandem::calendar
