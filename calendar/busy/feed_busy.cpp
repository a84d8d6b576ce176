#include "calendar/busy/feed_busy.h"

#include "calendar/busy/unavailable.h"
#include "calendar/ics/write.h"

namespace tandem::calendar {
namespace {

void add_problems(const std::vector<FeedProblem>& from, std::vector<FeedProblem>& to) {
  for (const FeedProblem& problem : from) report(to, problem);
}

}  // namespace

BusySet merge(const Feed& feed, const Expansion& expansion, const Interval& window) {
  std::vector<Interval> busy = feed.busy;
  for (const Occurrence& occurrence : expansion.occurrences) {
    if (blocks(feed.events[occurrence.event])) busy.push_back(occurrence.when);
  }
  return BusySet(std::move(busy)).united(unavailable(expansion.working_times)).within(window);
}

platform::Result<FeedBusy> busy_of_feed(std::string_view text, const Interval& window, const Zone& zone,
                                        std::string_view owner) {
  auto feed = parse(text, owner);
  if (!feed) return tl::unexpected(feed.error());
  std::erase_if(feed->events, [](const Event& event) { return event.uid.ends_with(kOwnUidSuffix); });
  const auto expansion = expand(*feed, window, zone);
  if (!expansion) return tl::unexpected(expansion.error());
  FeedBusy result{merge(*feed, *expansion, window), feed->events.size(), feed->problems};
  add_problems(expansion->problems, result.problems);
  return result;
}

}  // namespace tandem::calendar
