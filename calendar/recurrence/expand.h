#pragma once
// Events to occurrences inside a window (flow "a feed becomes a free room", step expand). Everything recurs in the
// event's own local time and is converted afterwards, so that nine o'clock stays nine o'clock across a DST change.
// README.md of this room lists where RFC 5545 leaves a choice and what was chosen. Pure, any thread.

#include <vector>

#include "calendar/ics/parse.h"
#include "calendar/recurrence/working_time.h"
#include "calendar/time/instant.h"
#include "calendar/time/zone.h"
#include "platform/base/result.h"

namespace tandem::calendar {

struct Occurrence {
  Interval when;         // empty for an event without a length
  std::size_t event{0};  // index into Feed::events of the one that says its time and status
  auto operator<=>(const Occurrence&) const = default;
};

struct Expansion {
  std::vector<Occurrence> occurrences;  // by start; those that overlap the window, or start in it when they are empty
  std::vector<WorkingTime> working_times;
  std::vector<FeedProblem> problems;
  std::size_t steps{0};  // what the recurrences cost, as calendar/recurrence/work_budget.h counts
};

// 100,000 events of which a third recur have 700,000 in a year.
inline constexpr std::size_t kMaxFeedOccurrences = 1'000'000;
// Of working hours: 200 of them with a hundred times a month for two years.
inline constexpr std::size_t kMaxFeedWorkingTimes = 500'000;
// Longest window that may be asked for.
inline constexpr std::chrono::days kMaxExpansionWindow{36'600};

// `zone` reads floating times and dates where the feed names no zone of its own. Of several versions of an event the
// one with the highest SEQUENCE, then DTSTAMP, then place in the feed holds. An event whose recurrence cannot be worked
// out within its limits is skipped and reported. TooLarge when the feed as a whole is over kMaxFeedOccurrences,
// kMaxFeedWorkingTimes or kMaxStepsPerFeed; Invalid for a window over kMaxExpansionWindow.
[[nodiscard]] platform::Result<Expansion> expand(const Feed& feed, const Interval& window, const Zone& zone);

}  // namespace tandem::calendar
