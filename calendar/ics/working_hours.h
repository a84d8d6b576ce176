#pragma once
// When somebody can be reached at all, as they publish it: a VAVAILABILITY of RFC 7953. Inside its own time they are
// busy, except for the times of its AVAILABLE parts. Every BUSYTYPE blocks, so it is not kept. Pure values, any thread.
//
//   its time   [---------------------)       outside of it, it says nothing
//   available     [--)    [--)
//   busy       [--)  [----)  [-------)

#include <optional>
#include <string>
#include <vector>

#include "calendar/ics/event.h"

namespace tandem::calendar {

// Where several speak of one time, the one of the highest priority is right.
struct WorkingHours {
  std::string uid;
  std::size_t line{0};  // of its BEGIN, for messages
  int sequence{0};
  std::optional<Instant> stamp;
  int priority{0};                 // 1 is the highest, 9 low, 0 (not given) the lowest
  std::optional<EventTime> start;  // without one it has always been so
  std::optional<EventTime> end;    // without end and duration it stays so
  std::optional<EventDuration> duration;
  std::vector<Event> available;  // recurring and overridden as events are
  bool operator==(const WorkingHours&) const = default;
};

}  // namespace tandem::calendar
