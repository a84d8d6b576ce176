#include "calendar/busy/stored_feed.h"

#include "calendar/busy/feed_commit.h"

namespace tandem::calendar {

StoredFeed::StoredFeed() : state_(std::make_unique<StoredFeedState>()) {}
StoredFeed::~StoredFeed() = default;

bool StoredFeed::empty() const { return !state_->read; }
const FeedBusy& StoredFeed::known() const { return state_->known; }
const FeedScope& StoredFeed::scope() const { return state_->scope; }
const ReadingWork& StoredFeed::work() const { return state_->work; }

platform::Status StoredFeed::move_to(const FeedScope& scope) {
  if (empty() || scope.owner != state_->scope.owner) {
    return platform::fail(platform::ErrorKind::Invalid, "this has not been read for that owner");
  }
  FeedScan same;
  same.kept.resize(state_->events.size(), true);
  for (std::uint32_t place = 0; place < state_->events.size(); ++place) {
    const StoredEvent& event = state_->events[place];
    same.seen.push_back({place, event.line, event.stamp});
  }
  same.parts = state_->frame.parts;
  return commit(*state_, same, scope, {state_->whole, state_->frame.default_tzid});
}

}  // namespace tandem::calendar
