#include "calendar/recurrence/zone_clock.h"

#include <algorithm>

#include "calendar/recurrence/rule_expander.h"
#include "platform/base/check.h"

namespace tandem::calendar {
namespace {

using std::chrono::seconds;

LocalTime on_clock(Instant at, seconds offset) { return LocalTime{at.time_since_epoch() + offset}; }

std::optional<LocalTime> last_onset(const RecurrenceRule& rule, seconds offset_from) {
  if (!rule.until) return std::nullopt;
  // RFC 5545 section 3.6.5: UNTIL of an observance is in UTC.
  if (rule.until->kind == RuleUntil::Kind::Utc) return rule.until->time + offset_from;
  if (rule.until->kind == RuleUntil::Kind::Local) return rule.until->time;
  return rule.until->time + std::chrono::days{1} - seconds{1};
}

struct Onsets {
  std::vector<LocalTime> times;
  bool complete{true};
};

Onsets onsets_of(const ZoneObservance& observance, Instant until, WorkBudget& budget) {
  Onsets onsets{observance.extra_dates};
  onsets.times.push_back(observance.start);
  const LocalTime to = on_clock(until, observance.offset_from);
  for (const RecurrenceRule& rule : observance.rules) {
    const RuleRun run{
        rule, observance.start, true, false, observance.start, to, last_onset(rule, observance.offset_from), {}};
    const auto more = expand_rule(run, budget);
    if (more) onsets.times.insert(onsets.times.end(), more->begin(), more->end());
    onsets.complete = onsets.complete && more;
  }
  return onsets;
}

}  // namespace

ZoneClock::ZoneClock(const ZoneDefinition& definition, Instant until, WorkBudget& budget) {
  TANDEM_CHECK(!definition.observances.empty());
  std::vector<OffsetChange> changes;
  for (const ZoneObservance& observance : definition.observances) {
    const Onsets onsets = onsets_of(observance, until, budget);
    is_complete_ = is_complete_ && onsets.complete;
    for (const LocalTime onset : onsets.times) {
      const Instant at{onset.time_since_epoch() - observance.offset_from};
      changes.push_back({at, observance.offset_from, observance.offset_to});
    }
  }
  std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  rules_ = std::move(changes);
}

Instant ZoneClock::to_instant(LocalTime local) const {
  if (const Zone* zone = std::get_if<Zone>(&rules_)) return zone->to_instant(local);
  const auto& changes = std::get<std::vector<OffsetChange>>(rules_);
  // A change is over once the local time is past both readings of its instant: inside a gap the offset before it
  // still counts, inside an overlap the first occurrence.
  const auto next = std::partition_point(changes.begin(), changes.end(), [local](const OffsetChange& change) {
    return on_clock(change.at, std::max(change.before, change.after)) <= local;
  });
  const seconds offset = next == changes.begin() ? changes.front().before : std::prev(next)->after;
  return Instant{local.time_since_epoch() - offset};
}

LocalTime ZoneClock::to_local(Instant at) const {
  if (const Zone* zone = std::get_if<Zone>(&rules_)) return zone->to_local(at);
  const auto& changes = std::get<std::vector<OffsetChange>>(rules_);
  const auto next = std::partition_point(changes.begin(), changes.end(),
                                         [at](const OffsetChange& change) { return change.at <= at; });
  return on_clock(at, next == changes.begin() ? changes.front().before : std::prev(next)->after);
}

}  // namespace tandem::calendar
