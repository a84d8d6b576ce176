#pragma once
// What it takes to read one feed the next time. Plain value.

#include <string>

#include "calendar/time/instant.h"
#include "calendar/time/zone.h"
#include "sync/log/feed.h"

namespace tandem::sync {

struct FeedJob {
  FeedSource source;
  // From the last success; with `known_window` they say when "not modified" is answer enough.
  std::string etag;
  std::string last_modified;
  calendar::Interval known_window;
  calendar::Zone zone;  // reads floating times and all-day dates
};

}  // namespace tandem::sync
