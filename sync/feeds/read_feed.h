#pragma once
// One try: fetch(), then parse, expand and merge (calendar/busy). Blocks; any thread.

#include <chrono>

#include "calendar/time/zone.h"
#include "sync/feeds/feed_job.h"
#include "sync/feeds/fetch.h"

namespace tandem::sync {

struct ReadSettings {
  calendar::Zone zone;  // reads floating times
  std::chrono::days horizon{60};
};

// What a feed is read for at `now`: from yesterday's midnight (UTC) on. It moves once a day, so that a feed that did
// not change does not look changed at every reading.
[[nodiscard]] calendar::Interval feed_window(calendar::Instant now, std::chrono::days horizon);

// Never fails: what went wrong is in the reading.
[[nodiscard]] FeedReading read_feed(const FeedJob& job, calendar::Instant now, const ReadSettings& settings,
                                    const HttpGetter& get);

}  // namespace tandem::sync
