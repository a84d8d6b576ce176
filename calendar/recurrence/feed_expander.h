#pragma once
// Expands a feed piece by piece: whole series at a time, in any order, on the clocks of one feed. What expand() does at
// once, for those who keep what they read before. One thread at a time.

#include <memory>

#include "calendar/recurrence/expand.h"

namespace tandem::calendar {

class FeedExpander {
 public:
  // Of `frame`, which must outlive it, only the zones and X-WR-TIMEZONE are looked at. `zone` as in expand().
  FeedExpander(const Feed& frame, const Interval& window, const Zone& zone);
  ~FeedExpander();
  FeedExpander(const FeedExpander&) = delete;
  FeedExpander& operator=(const FeedExpander&) = delete;

  // The occurrences of the events of `piece`, in no order: all events of each UID in it, in the order of the feed.
  // Errors as of expand(), about the piece.
  [[nodiscard]] platform::Result<Expansion> expand(const Feed& piece);
  // About zones that any piece so far named and that nobody knows.
  [[nodiscard]] const std::vector<FeedProblem>& zone_problems() const;

 private:
  struct Clocks;
  Interval window_;
  std::unique_ptr<Clocks> clocks_;
};

}  // namespace tandem::calendar
