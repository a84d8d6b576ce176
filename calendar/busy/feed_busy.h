#pragma once
// From the text of a feed to when its owner is busy (flow "a feed becomes a free room": parse, expand, merge). Events
// that are cancelled, transparent or declined do not block. One bad event never spoils the others: it is skipped and
// reported. Times and status are kept, titles are not.

#include <string>
#include <string_view>
#include <vector>

#include "calendar/busy/busy_set.h"
#include "calendar/ics/parse.h"
#include "calendar/recurrence/expand.h"
#include "calendar/time/instant.h"
#include "calendar/time/zone.h"
#include "platform/base/result.h"

namespace tandem::calendar {

struct FeedBusy {
  BusySet busy;
  std::size_t events{0};
  std::vector<FeedProblem> problems;  // at most kMaxFeedProblems are kept
};

// Busy times of occurrences that block somebody, of VFREEBUSY and outside of working hours, clipped to `window`.
[[nodiscard]] BusySet merge(const Feed& feed, const Expansion& expansion, const Interval& window);

// parse(), expand() and merge() in one, without our own bookings (kOwnUidSuffix): the World knows better, and a room
// that was given back is free before the company's calendar has heard of it. `zone` reads floating times and all-day
// dates where the feed has no X-WR-TIMEZONE; `owner` is whose calendar it is, as in parse.h. Invalid when the text
// holds no calendar at all (an HTML login page, say), TooLarge over kMaxFeedBytes and the other limits of
// calendar/ics/parse.h and calendar/recurrence/expand.h.
[[nodiscard]] platform::Result<FeedBusy> busy_of_feed(std::string_view text, const Interval& window, const Zone& zone,
                                                      std::string_view owner = {});

}  // namespace tandem::calendar
