#pragma once
// What somebody asked for. A command is numbered by the device that took it: {device, number} names it for ever, so a
// retry is recognised and gets the first verdict again. Times inside a command are when it happened at the device.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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

// What becomes of a series of which not everything can be had.
enum class SeriesMode : std::uint8_t {
  AllOrNothing = 0,  // refused, with all that stands in the way
  WhatIsFree = 1,    // accepted, with what could not be had; refused when that is all of it
};

// Ad hoc bookings of one room: `first`, then wherever `rule` (an RRULE, RFC 5545 section 3.3.10) leads on the site's
// clock, each as long as the first. See series.h for what a rule may be and how far it reaches.
struct BookSeries {
  RoomId room;
  Interval first;
  std::string rule;
  std::optional<PersonId> by;
  SeriesMode mode{SeriesMode::AllOrNothing};
  bool operator==(const BookSeries&) const = default;
};

// The same for sessions of a pair.
struct PlanSeries {
  PairId pair;
  RoomId room;
  Interval first;
  std::string rule;
  std::optional<PersonId> by;  // as in PlanSession
  SeriesMode mode{SeriesMode::AllOrNothing};
  bool operator==(const PlanSeries&) const = default;
};

// This booking and all later ones of its series that have not begun.
struct CancelRest {
  BookingId booking;
  std::optional<PersonId> by;
  bool operator==(const CancelRest&) const = default;
};

inline constexpr int kLowestRating = 1;
inline constexpr int kHighestRating = 4;

// What one of the pair thinks of the session, each alone. The first one stands.
struct RateSession {
  BookingId booking;
  PersonId person;
  int rating{0};  // kLowestRating to kHighestRating
  Instant at;
  bool operator==(const RateSession&) const = default;
};

// Numbered for the wire and the server's table.
enum class TopicMark : std::uint8_t { Mastered = 0, NeedsPractice = 1 };
struct TickedTopic {
  TopicId topic;
  TopicMark mark{TopicMark::Mastered};
  bool operator==(const TickedTopic&) const = default;
};
inline constexpr std::size_t kMaxTickedTopics = 64;

// Which of the pair's topics are mastered and which need practice. The latest word on a topic stands.
struct TickTopics {
  BookingId booking;
  PersonId person;
  std::vector<TickedTopic> topics;  // each once, at least one
  Instant at;
  bool operator==(const TickTopics&) const = default;
};

// What this program cannot read: of a kind that a newer one knows, or damaged. It is refused like any other command, so
// that what stands behind it goes on.
struct UnreadableCommand {
  std::string body;  // as it came, the whole NumberedCommand
  bool operator==(const UnreadableCommand&) const = default;
};

using Command = std::variant<BookRoom, PlanSession, CheckIn, ExtendBooking, EndBooking, CancelBooking, ReclaimBooking,
                             ReleaseNoShow, GiveUpLease, BookSeries, PlanSeries, CancelRest, RateSession, TickTopics,
                             UnreadableCommand>;

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
// The `instance`-th booking of a series, from 1 on; the series is booking_id_of(id), which no booking is named.
[[nodiscard]] BookingId booking_id_of(const CommandId& id, std::size_t instance);
// "BookRoom", "CheckIn": for logs.
[[nodiscard]] const char* name_of(const Command& command);

// The device name of the server's own commands. No device can be enrolled under it.
inline constexpr const char* kServerDevice = "server";

}  // namespace tandem::calendar
