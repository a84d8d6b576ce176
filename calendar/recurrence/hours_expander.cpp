#include "calendar/recurrence/hours_expander.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "calendar/recurrence/series.h"

namespace tandem::calendar {
namespace {

bool is_newer(const WorkingHours& a, const WorkingHours& b) {
  return std::tuple(a.sequence, a.stamp.value_or(Instant{})) >= std::tuple(b.sequence, b.stamp.value_or(Instant{}));
}

std::optional<Instant> end_of(const WorkingHours& hours, FeedZones& zones) {
  if (hours.end) return zones.instant_of(*hours.end);
  if (!hours.duration || !hours.start) return std::nullopt;
  const ZoneClock& clock = zones.clock_of(*hours.start);
  return clock.to_instant(hours.start->local + hours.duration->days) + hours.duration->exact;
}

void report(const WorkingHours& hours, const std::string& reason, std::vector<FeedProblem>& problems) {
  report(problems, hours.uid, reason, hours.line);
}

}  // namespace

std::vector<std::size_t> newest_working_hours(const Feed& feed) {
  std::vector<std::size_t> newest;
  std::unordered_map<std::string_view, std::size_t> place_of_uid;
  for (std::size_t index = 0; index < feed.working_hours.size(); ++index) {
    const WorkingHours& hours = feed.working_hours[index];
    const auto [known, is_first] = place_of_uid.try_emplace(hours.uid, newest.size());
    if (is_first || hours.uid.empty()) {
      newest.push_back(index);
    } else if (is_newer(hours, feed.working_hours[newest[known->second]])) {
      newest[known->second] = index;
    }
  }
  return newest;
}

std::optional<WorkingTime> expand_hours(const WorkingHours& hours, const Interval& window, FeedZones& zones,
                                        WorkBudget& feed_budget, std::vector<FeedProblem>& problems) {
  const Instant begin = hours.start ? zones.instant_of(*hours.start) : window.start;
  const Instant end = end_of(hours, zones).value_or(window.end);
  if (hours.start && end <= begin && begin < window.end) {
    report(hours, "its working hours end before they begin and are ignored", problems);
  }
  const auto when = intersection({begin, end}, window);
  if (!when) return std::nullopt;
  WorkingTime time{hours.priority, *when, {}};
  Feed parts;
  parts.events = hours.available;
  for (const Series& series : series_of(parts)) {
    WorkBudget budget(std::min(kMaxStepsPerEvent, feed_budget.left()));
    const std::size_t before = budget.left();
    const auto occurrences = expand_series(parts, series, *when, zones, budget);
    if (!feed_budget.spend(before - budget.left()) || !occurrences) {
      report(hours, "a time of its working hours is skipped: its recurrence takes too long to work out", problems);
      continue;
    }
    if (time.available.size() > kMaxFeedWorkingTimes) break;  // expand() refuses the feed
    for (const Occurrence& occurrence : *occurrences) time.available.push_back(occurrence.when);
  }
  return time;
}

}  // namespace tandem::calendar
