#pragma once
// What stays of a pair's sessions once they are forgotten: enough to know when the next one is due. A value.

#include <optional>

#include "calendar/programme/ids.h"
#include "calendar/time/instant.h"

namespace tandem::calendar {

struct PairPast {
  PairId pair;
  int held{0};                          // sessions that somebody came to
  std::optional<Instant> last_held;     // the planned start of the last of them
  std::optional<Instant> last_planned;  // of the last one that was not cancelled, whether somebody came or not
  bool operator==(const PairPast&) const = default;
};

}  // namespace tandem::calendar
