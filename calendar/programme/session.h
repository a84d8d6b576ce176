#pragma once
// One meeting of a pair. Where and when it takes place is its booking's business (calendar/booking/booking.h); the session
// knows whose it is and who came. Its status is derived, never stored, so it cannot disagree with the facts.

#include <cstdint>
#include <optional>

#include "calendar/programme/ids.h"
#include "calendar/time/instant.h"

namespace tandem::calendar {

struct Session {
  SessionId id;
  PairId pair;
  BookingId booking;
  std::optional<Instant> mentor_arrived;
  std::optional<Instant> mentee_arrived;
  // Who has wrapped it up. What they said is kept by the server alone.
  bool mentor_rated{false};
  bool mentee_rated{false};
  bool topics_ticked{false};
  bool operator==(const Session&) const = default;
};

enum class SessionStatus : std::uint8_t {
  ToCome,        // check-in not open yet
  CheckInOpen,   // nobody there yet, before or within the grace
  OnePresent,    // waiting for the partner
  BothPresent,   // both there before the start
  Running,       // both there and started
  Ended,         // over, with at least one person there
  Freed,         // the room was given back: nobody came
  Cancelled,
};

}  // namespace tandem::calendar
