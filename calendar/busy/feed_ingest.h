#pragma once
// One reading of a feed, from its first byte to the moment it takes effect (flow "a feed becomes a free room", steps
// parse, expand and merge). The text comes in chunks of any size and is never held. A component that was there at the
// last reading is known by its fingerprint, which leaves out DTSTAMP, folds and titles: it is scanned and nothing else.
// New ones are parsed, those that are gone are dropped, and the series of a UID is expanded again only when one of its
// events changed, or which of their versions is the newest (DTSTAMPs are kept up to date for that), or the zones of the
// feed. One thread.

#include <memory>
#include <string_view>

#include "calendar/busy/stored_feed.h"

namespace tandem::calendar {

class FeedIngest {
 public:
  // `feed` must outlive it; one reading at a time.
  FeedIngest(StoredFeed& feed, FeedScope scope);
  // Without a finish() that succeeded, `feed` is as it was.
  ~FeedIngest();
  FeedIngest(const FeedIngest&) = delete;
  FeedIngest& operator=(const FeedIngest&) = delete;

  // TooLarge as soon as the feed is over kMaxFeedBytes, kMaxFeedEvents or kMaxFeedZones; then the reading is over.
  [[nodiscard]] platform::Status push(std::string_view bytes);
  // That was the whole feed: it takes effect. TooLarge as above and as of expand(); Invalid when it is no calendar at
  // all, or when it ends before its END:VCALENDAR and what is stored does not. Call once, after no failure.
  [[nodiscard]] platform::Status finish();

 private:
  class Reading;
  std::unique_ptr<Reading> reading_;
};

}  // namespace tandem::calendar
