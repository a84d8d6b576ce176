#pragma once
// Stored events to busy times, whole series at a time. Internal to calendar/busy.

#include <functional>
#include <vector>

#include "calendar/busy/stored_feed_state.h"

namespace tandem::calendar {

// An event of a feed by its place in it.
struct Member {
  std::uint64_t series{0};
  std::uint32_t place{0};
  auto operator<=>(const Member&) const = default;
};

struct MemberEvent {
  const StoredEvent* event{nullptr};
  Instant stamp;
};
using MemberAt = std::function<MemberEvent(std::uint32_t place)>;

struct PlacedProblem {
  std::uint32_t place{0};
  FeedProblem problem;
};

// Hears of the times that hold somebody, piece by piece; may keep them.
using TakeBusy = std::function<void(const std::vector<Interval>& busy)>;

struct StoredRun {
  MemberAt at;
  FeedExpander& expander;
  TakeBusy take_busy;
  std::vector<PlacedProblem>* problems;  // null: of no interest
};

// `members` hold whole series, sorted. Errors as of expand(), about all of them together.
[[nodiscard]] platform::Result<ExpansionTotals> expand_members(const std::vector<Member>& members,
                                                               const StoredRun& run);
// TooLarge as in expand().
[[nodiscard]] platform::Status check_totals(const ExpansionTotals& totals);

}  // namespace tandem::calendar
