#pragma once
// When the bookings of a series are: the occurrences of an RRULE on the site's clock, so that ten o'clock stays ten
// o'clock across a change to summer time. Pure, any thread.
//
//   rule      FREQ=WEEKLY;COUNT=4        x . . . . . . x . . . . . . x . . . . . . x
//   first     [----)                     each one as long, exactly (RFC 5545 section 3.8.5.3)

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "calendar/time/instant.h"
#include "calendar/time/zone.h"
#include "platform/base/result.h"

namespace tandem::calendar {

// Bookings of one series.
inline constexpr std::size_t kMaxSeriesInstances = 64;
// Bytes of a rule.
inline constexpr std::size_t kMaxSeriesRuleLength = 256;
// Occurrences of a rule with an end are told so far beyond the horizon, to say that they are too far ahead.
inline constexpr std::chrono::days kSeriesLookAhead{1'830};

struct SeriesAsked {
  Interval first;
  std::string rule;  // "FREQ=WEEKLY;COUNT=6"; FREQ is DAILY to YEARLY; no BYHOUR and finer, no RSCALE
  Instant horizon;   // how far ahead a room can be booked
};

// By start; the first is `first` whether or not the rule gives it. A rule without COUNT and UNTIL gives what starts up
// to the horizon, one with an end also what lies beyond. Invalid: the rule cannot be read, or is of a kind that is not
// for rooms. TooLarge: more than kMaxSeriesInstances.
[[nodiscard]] platform::Result<std::vector<Interval>> series_times(const SeriesAsked& asked, const Zone& zone);

}  // namespace tandem::calendar
