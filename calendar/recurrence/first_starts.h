#pragma once
// The first starts that one rule gives, however far apart: what an administrator asks of a rule. A feed is read through
// expand.h instead. Pure, any thread.

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

// At most `limit` starts of the first event's first rule, in order, none after the year 9999. `zone` reads a DTSTART
// without zone. Invalid without an event, a rule or a known zone; TooLarge when the limits of calendar/recurrence are
// used up.
[[nodiscard]] platform::Result<std::vector<RuleStart>> first_starts(const Feed& feed, const Zone& zone,
                                                                    std::size_t limit,
                                                                    UnmatchedStart unmatched = UnmatchedStart::IsFirst);

}  // namespace tandem::calendar
