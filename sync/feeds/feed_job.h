#pragma once
// What it takes to read one feed the next time. Plain value; copies share what is stored, and one of them is read at a
// time.

#include <memory>
#include <string>

#include "calendar/busy/stored_feed.h"
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
  // Whose calendar it is, as invitations name them (owner_address.h); empty: not known.
  std::string owner_address{};
  // What the earlier readings in this process left; null: every reading is the first.
  std::shared_ptr<calendar::StoredFeed> stored{};
};

}  // namespace tandem::sync
