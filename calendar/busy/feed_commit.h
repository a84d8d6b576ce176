#pragma once
// The second half of a reading: what changed takes effect. Internal to calendar/busy.

#include "calendar/busy/feed_scan.h"

namespace tandem::calendar {

struct FeedEnd {
  bool closed{false};  // its END:VCALENDAR was seen
  std::string default_tzid;
};

// `scan` is used up. An error leaves `stored` as it was: TooLarge and Invalid as of expand().
[[nodiscard]] platform::Status commit(StoredFeedState& stored, FeedScan& scan, const FeedScope& scope, FeedEnd end);

}  // namespace tandem::calendar
