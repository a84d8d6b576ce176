#pragma once
// One try: fetch(), then parse, expand and merge (calendar/busy). Blocks; any thread.

#include <chrono>

#include "sync/feeds/feed_job.h"
#include "sync/feeds/fetch.h"

namespace tandem::sync {

// What a feed is read for at `now`: from yesterday's midnight (UTC) on. It moves once a day, so that a feed that did
// not change does not look changed at every reading.
[[nodiscard]] calendar::Interval feed_window(calendar::Instant now, std::chrono::days horizon);

// Never fails: what went wrong is in the reading.
[[nodiscard]] FeedReading read_feed(const FeedJob& job, calendar::Instant now, std::chrono::days horizon,
                                    const HttpGetter& get);

}  // namespace tandem::sync
