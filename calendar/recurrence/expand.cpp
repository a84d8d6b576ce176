#include "calendar/recurrence/expand.h"

#include <algorithm>

#include "calendar/recurrence/expand_events.h"
#include "calendar/recurrence/hours_expander.h"
#include "calendar/recurrence/series.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

// The name by which a series is reported.
const Event& speaker_of(const Feed& feed, const Series& series) {
  return feed.events[series.master ? *series.master : series.overrides.front()];
}

void report_skipped(const Event& event, const std::string& reason, Expansion& expansion) {
  report(expansion.problems, event.uid, "the event is skipped: " + reason, event.line);
}

void report_odd_times(const Feed& feed, Expansion& expansion) {
  for (const Event& event : feed.events) {
    const bool same_kind = event.end && event.end->kind == event.start.kind && event.end->tzid == event.start.tzid;
    if (!same_kind || event.end->local >= event.start.local) continue;
    report(expansion.problems, event.uid, "it ends before it starts; its end is ignored", event.line);
  }
}

platform::Status add_working_times(const Feed& feed, const Interval& window, FeedZones& zones, WorkBudget& budget,
                                   Expansion& expansion) {
  std::size_t available = 0;
  for (const std::size_t index : newest_working_hours(feed)) {
    auto time = expand_hours(feed.working_hours[index], window, zones, budget, expansion.problems);
    if (!time) continue;
    available += time->available.size();
    if (available > kMaxFeedWorkingTimes) {
      return fail(ErrorKind::TooLarge, "the calendar has too many times in its working hours");
    }
    expansion.working_times.push_back(std::move(*time));
  }
  return {};
}

}  // namespace

platform::Status expand_events(const Feed& feed, const Interval& window, FeedZones& zones, WorkBudget& feed_budget,
                               Expansion& expansion) {
  report_odd_times(feed, expansion);
  for (const Series& series : series_of(feed)) {
    WorkBudget budget(kMaxStepsPerEvent);
    const auto occurrences = expand_series(feed, series, window, zones, budget);
    if (!feed_budget.spend(kMaxStepsPerEvent - budget.left())) {
      return fail(ErrorKind::TooLarge, "the recurrences of the calendar take too long to work out");
    }
    if (!occurrences) {
      report_skipped(speaker_of(feed, series), occurrences.error().message, expansion);
      continue;
    }
    expansion.occurrences.insert(expansion.occurrences.end(), occurrences->begin(), occurrences->end());
    if (expansion.occurrences.size() > kMaxFeedOccurrences) {
      return fail(ErrorKind::TooLarge,
                  "the calendar has more than " + std::to_string(kMaxFeedOccurrences) + " occurrences in the window");
    }
  }
  return {};
}

platform::Result<Expansion> expand(const Feed& feed, const Interval& window, const Zone& zone) {
  Expansion expansion;
  if (window.empty()) return expansion;
  if (window.length() > kMaxExpansionWindow) return fail(ErrorKind::Invalid, "the window is too long");
  FeedZones zones(feed, zone, window.end);
  WorkBudget feed_budget(kMaxStepsPerFeed);
  const auto expanded = expand_events(feed, window, zones, feed_budget, expansion);
  if (!expanded) return tl::unexpected(expanded.error());
  std::sort(expansion.occurrences.begin(), expansion.occurrences.end());
  const auto hours = add_working_times(feed, window, zones, feed_budget, expansion);
  if (!hours) return tl::unexpected(hours.error());
  expansion.steps = kMaxStepsPerFeed - feed_budget.left();
  for (const FeedProblem& problem : zones.problems()) report(expansion.problems, problem);
  return expansion;
}

}  // namespace tandem::calendar
