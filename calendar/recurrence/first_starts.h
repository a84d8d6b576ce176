#pragma once
// The first starts that one event's rules and dates give, however far apart: what an administrator asks of a rule. A
// feed is read through expand.h instead. Pure, any thread.

#include <optional>
#include <vector>

#include "calendar/ics/parse.h"
#include "calendar/time/zone.h"
#include "platform/base/result.h"

namespace tandem::calendar {

struct RuleStart {
  LocalTime local;  // on the clock of DTSTART
  Instant at;
  bool operator==(const RuleStart&) const = default;
};

// RFC 5545 section 3.8.5.3 leaves open what a DTSTART means that its own rule does not give. Events count it as their
// first occurrence; lists of rules for testing mostly leave it out.
enum class UnmatchedStart { IsFirst, IsLeftOut };

struct StartsWanted {
  std::size_t limit{100};
  UnmatchedStart unmatched{UnmatchedStart::IsFirst};
  std::optional<Instant> from;  // none before
  std::optional<Instant> to;    // none from then on
};

// At most `wanted.limit` starts of the first event, in order, none after the year 9999: of its RRULEs and RDATEs,
// without its EXRULEs and EXDATEs. `zone` reads a DTSTART without zone. Invalid without an event, a rule or extra date,
// or a known zone; TooLarge when the limits of calendar/recurrence are used up.
[[nodiscard]] platform::Result<std::vector<RuleStart>> first_starts(const Feed& feed, const Zone& zone,
                                                                    const StartsWanted& wanted);

}  // namespace tandem::calendar
