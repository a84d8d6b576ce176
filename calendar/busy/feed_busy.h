#pragma once
// From the text of a feed to when its owner is busy (flow "a feed becomes a free room": parse, expand, merge). Events
// that are cancelled, transparent or declined do not block. One bad event never spoils the others: it is skipped and
// reported. Times and status are kept, titles are not.

#include <string>
#include <string_view>
#include <vector>

#include "calendar/busy/busy_set.h"
#include "calendar/time/instant.h"
#include "calendar/time/zone.h"
#include "platform/base/result.h"

namespace tandem::calendar {

// An event that was skipped or read with a fallback, for the administrator's log.
struct FeedProblem {
  std::string uid;
  std::string reason;
};

struct FeedBusy {
  BusySet busy;
  std::size_t events{0};
  std::vector<FeedProblem> problems;  // at most kMaxFeedProblems are kept
};

inline constexpr std::size_t kMaxFeedBytes = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t kMaxFeedProblems = 100;

// `zone` reads floating times and all-day dates. Invalid when the text holds no calendar at all (an HTML login page,
// say), TooLarge over kMaxFeedBytes.
[[nodiscard]] platform::Result<FeedBusy> busy_of_feed(std::string_view text, const Interval& window, const Zone& zone);

}  // namespace tandem::calendar
