#pragma once
// The events of one UID: what recurs, and the overrides of single occurrences. Internal to calendar/recurrence.

#include <optional>
#include <vector>

#include "calendar/recurrence/expand.h"
#include "calendar/recurrence/feed_zones.h"

namespace tandem::calendar {

// Indexes into Feed::events, the newest version of each.
struct Series {
  std::optional<std::size_t> master;
  std::vector<std::size_t> overrides;
};

// Of two versions of one thing: the higher SEQUENCE, then the later DTSTAMP; `a`, the later in the feed, when they tie.
[[nodiscard]] bool is_newer(const Event& a, const Event& b);

// By first appearance of the UID. An event without UID is a series of its own.
[[nodiscard]] std::vector<Series> series_of(const Feed& feed);

// The occurrences of one series in `window`, in no order. The error says in words why none could be worked out.
[[nodiscard]] platform::Result<std::vector<Occurrence>> expand_series(const Feed& feed, const Series& series,
                                                                      const Interval& window, FeedZones& zones,
                                                                      WorkBudget& budget);

}  // namespace tandem::calendar
