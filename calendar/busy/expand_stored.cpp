#include "calendar/busy/expand_stored.h"

#include <span>

#include "calendar/recurrence/work_budget.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

// Enough that the cost of a piece does not count, few enough that unpacked events take little memory.
constexpr std::size_t kPieceEvents = 128;

// The first members: whole series, at least kPieceEvents of them when there are as many.
std::size_t piece_size(std::span<const Member> members) {
  std::size_t size = std::min(kPieceEvents, members.size());
  while (size < members.size() && members[size].series == members[size - 1].series) ++size;
  return size;
}

// Lines stand for places until they are reported.
Feed unpacked(std::span<const Member> members, const MemberAt& at) {
  Feed piece;
  piece.events.reserve(members.size());
  for (const Member& member : members) {
    const MemberEvent stored = at(member.place);
    Event& event = piece.events.emplace_back(unpack(stored.event->packed.get()));
    event.stamp = stored.stamp;
    event.line = std::size_t{member.place} + 1;
  }
  return piece;
}

std::vector<Interval> busy_of(const Feed& piece, const Expansion& expansion) {
  std::vector<Interval> busy;
  busy.reserve(expansion.occurrences.size());
  for (const Occurrence& occurrence : expansion.occurrences) {
    if (blocks(piece.events[occurrence.event])) busy.push_back(occurrence.when);
  }
  return busy;
}

}  // namespace

platform::Status check_totals(const ExpansionTotals& totals) {
  if (totals.steps >= kMaxStepsPerFeed) {
    return fail(ErrorKind::TooLarge, "the recurrences of the calendar take too long to work out");
  }
  if (totals.occurrences > kMaxFeedOccurrences) {
    return fail(ErrorKind::TooLarge,
                "the calendar has more than " + std::to_string(kMaxFeedOccurrences) + " occurrences in the window");
  }
  return {};
}

platform::Result<ExpansionTotals> expand_members(const std::vector<Member>& members, const StoredRun& run) {
  ExpansionTotals totals;
  for (std::span<const Member> rest = members; !rest.empty();) {
    const std::size_t size = piece_size(rest);
    const Feed piece = unpacked(rest.first(size), run.at);
    const auto expansion = run.expander.expand(piece);
    if (!expansion) return tl::unexpected(expansion.error());
    totals.steps += expansion->steps;
    totals.occurrences += expansion->occurrences.size();
    if (const auto within = check_totals(totals); !within) return tl::unexpected(within.error());
    run.take_busy(busy_of(piece, *expansion));
    for (const FeedProblem& problem : expansion->problems) {
      if (run.problems == nullptr || problem.line == 0 || run.problems->size() >= kMaxStoredProblems) continue;
      run.problems->push_back({static_cast<std::uint32_t>(problem.line - 1), problem});
    }
    rest = rest.subspan(size);
  }
  return totals;
}

}  // namespace tandem::calendar
