#pragma once
// One try: fetch(), each piece going through parse, expand and merge (calendar/busy) as it arrives. Blocks; any thread.

#include <chrono>

#include "sync/feeds/feed_job.h"
#include "sync/feeds/fetch.h"

namespace tandem::sync {

// What a feed is read for at `now`: from yesterday's midnight (UTC) on. It moves once a day, so that a feed that did
// not change does not look changed at every reading.
[[nodiscard]] calendar::Interval feed_window(calendar::Instant now, std::chrono::days horizon);

// Never fails: what went wrong is in the reading, and FeedJob::stored is then as it was. A feed that is stored is asked
// for conditionally even when the window moved: its events say what is busy in any.
[[nodiscard]] FeedReading read_feed(const FeedJob& job, calendar::Instant now, std::chrono::days horizon,
                                    const HttpGetter& get);

}  // namespace tandem::sync
