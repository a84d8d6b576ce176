#include "calendar/recurrence/first_starts.h"

#include <algorithm>

#include "calendar/recurrence/feed_zones.h"
#include "calendar/recurrence/rule_end.h"
#include "calendar/recurrence/rule_expander.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

constexpr LocalTime kEndOfTime = std::chrono::local_days{std::chrono::year{9999} / std::chrono::December / 31};

}  // namespace

platform::Result<std::vector<RuleStart>> first_starts(const Feed& feed, const Zone& zone, std::size_t limit,
                                                      UnmatchedStart unmatched) {
  if (feed.events.empty() || feed.events.front().rules.empty()) return fail(ErrorKind::Invalid, "there is no rule");
  const Event& event = feed.events.front();
  const RecurrenceRule& rule = event.rules.front();
  FeedZones zones(feed, zone, Instant{kEndOfTime.time_since_epoch()});
  const ZoneClock& clock = zones.clock_of(event.start);
  if (!zones.problems().empty()) return fail(ErrorKind::Invalid, "unknown time zone " + event.start.tzid);

  const bool all_day = event.start.kind == EventTime::Kind::Date;
  const LocalTime from = event.start.local;
  WorkBudget budget(kMaxStepsPerEvent);
  const auto locals = expand_rule({rule, from, unmatched == UnmatchedStart::IsFirst, all_day, from, kEndOfTime,
                                   last_start(rule, event.start, clock), limit},
                                  budget);
  if (!locals) return tl::unexpected(locals.error());
  std::vector<RuleStart> starts;
  for (const LocalTime local : *locals) starts.push_back({local, clock.to_instant(local)});
  // A DST gap moves a start onto the one an hour later.
  const auto same = [](const RuleStart& a, const RuleStart& b) { return a.at == b.at; };
  starts.erase(std::unique(starts.begin(), starts.end(), same), starts.end());
  return starts;
}

}  // namespace tandem::calendar
