#include "calendar/recurrence/feed_expander.h"

#include "calendar/recurrence/expand_events.h"

namespace tandem::calendar {

struct FeedExpander::Clocks {
  FeedZones zones;
};

FeedExpander::FeedExpander(const Feed& frame, const Interval& window, const Zone& zone)
    : window_(window), clocks_(std::make_unique<Clocks>(Clocks{FeedZones(frame, zone, window.end)})) {}

FeedExpander::~FeedExpander() = default;

platform::Result<Expansion> FeedExpander::expand(const Feed& piece) {
  Expansion expansion;
  if (window_.empty()) return expansion;
  WorkBudget budget(kMaxStepsPerFeed);
  if (const auto done = expand_events(piece, window_, clocks_->zones, budget, expansion); !done) {
    return tl::unexpected(done.error());
  }
  expansion.steps = kMaxStepsPerFeed - budget.left();
  return expansion;
}

const std::vector<FeedProblem>& FeedExpander::zone_problems() const { return clocks_->zones.problems(); }

}  // namespace tandem::calendar
