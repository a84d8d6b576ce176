#pragma once
// What was decided about a command. A refusal is data: a reason that a screen can put into words and answer with
// alternatives.

#include <cstdint>
#include <variant>
#include <vector>

#include "calendar/booking/change.h"

namespace tandem::calendar {

// Stored and sent by number: values never change their meaning, new ones go to the end.
enum class RefusalReason : std::uint8_t {
  Malformed = 0,            // breaks a rule of the command itself: empty interval, missing id
  RoomUnknown = 1,
  RoomOutOfOrder = 2,
  RoomTaken = 3,            // another booking, or the company's own calendar, holds it
  OutsideOpeningHours = 4,
  InThePast = 5,
  TooFarAhead = 6,
  TooLong = 7,
  TooShort = 8,
  PairUnknown = 9,
  MentorBusy = 10,
  MenteeBusy = 11,
  NotYours = 12,            // the person is not of the pair, or did not make the booking
  BookingUnknown = 13,
  BookingOver = 14,         // ended, cancelled, or its time has passed
  CheckInTooEarly = 15,
  CheckInTooLate = 16,
  RoomReleased = 17,        // released as a no-show and meanwhile given to somebody else
  NothingToRelease = 18,    // somebody came, or the grace has not passed
  ServerOnly = 19,          // a device asked for what only the server may do
  ClockWrong = 20,          // the time it is said to have happened lies in the server's future
  NotStored = 21,           // the device could not keep it (disk or queue full): nothing was sent; never from the server
  Leased = 22,              // promised to the kiosk at the room's door for now (World::leases says until when)
  SeriesInTheWay = 23,      // something stands in the way of a series; `missed` says what
  SeriesRule = 24,          // the rule cannot be read, or gives no series or too long a one
  Forgotten = 25,           // it is about a time that is over so long that nothing of it is kept
  SessionNotHeld = 26,      // there is nothing to wrap up: it was called off, nobody came, or it has not begun
  WrapUpTooLate = 27,
  TopicUnknown = 28,        // not a topic of the pair
  NotAllowed = 29,          // the device's rights do not reach so far: another site's, or at a door another room
  NotReadable = 30,         // the server cannot read the command: of a kind it does not know, or damaged
  NumberSpent = 31,         // its number was used for another command, or lies below one that was decided
};

// An instance of a series that could not be had.
struct MissedInstance {
  Interval when;
  RefusalReason reason{RefusalReason::Malformed};
  bool operator==(const MissedInstance&) const = default;
};

// `missed` only ever has something for a series: by time, at most kMaxSeriesInstances (series.h).
struct Accepted {
  std::vector<MissedInstance> missed{};
  bool operator==(const Accepted&) const = default;
};
struct Refused {
  RefusalReason reason;
  std::vector<MissedInstance> missed{};
  bool operator==(const Refused&) const = default;
};
using Verdict = std::variant<Accepted, Refused>;

// A verdict with the facts it makes true; `changes` is empty exactly when it is Refused or the command changed nothing
// (a second check-in of the same person).
struct Decision {
  Verdict verdict;
  std::vector<Change> changes;
  [[nodiscard]] bool accepted() const { return std::holds_alternative<Accepted>(verdict); }
};

// "RoomTaken": for logs and tests.
[[nodiscard]] const char* name_of(RefusalReason reason);
// Of either verdict.
[[nodiscard]] const std::vector<MissedInstance>& missed_of(const Verdict& verdict);
inline constexpr RefusalReason kLastRefusalReason = RefusalReason::NumberSpent;

}  // namespace tandem::calendar
