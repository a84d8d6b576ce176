#include "calendar/recurrence/zone_clock.h"

#include <algorithm>

#include "calendar/recurrence/rule_expander.h"
#include "platform/base/check.h"

namespace tandem::calendar {
namespace {

using std::chrono::seconds;

// Three years of a zone with summer time.
constexpr std::size_t kKnownPeriods = 7;
// Farther from its change than any two offsets are apart.
constexpr std::chrono::days kAroundChange{3};
// tzdata's first and last periods reach beyond.
constexpr Instant kForEver{std::chrono::sys_days{std::chrono::year{9999} / std::chrono::January / 1}};
constexpr Instant kSinceEver{std::chrono::sys_days{std::chrono::year{1} / std::chrono::January / 1}};

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
  first_offset_ = changes.front().before;
  changes_ = std::move(changes);
}

ZoneClock::ZoneClock(const Zone& zone, Instant until) : zone_(zone) {
  ZonePeriod period = zone.period_at(until);
  if (period.when.end < kForEver) known_to_ = on_clock(period.when.end, period.offset) - kAroundChange;
  for (std::size_t count = 1; count < kKnownPeriods && period.when.start > kSinceEver; ++count) {
    const ZonePeriod earlier = zone.period_at(period.when.start - seconds{1});
    changes_.push_back({period.when.start, earlier.offset, period.offset});
    period = earlier;
  }
  std::reverse(changes_.begin(), changes_.end());
  first_offset_ = period.offset;
  if (period.when.start > kSinceEver) known_from_ = on_clock(period.when.start, period.offset) + kAroundChange;
}

Instant ZoneClock::to_instant(LocalTime local) const {
  if (!knows(local)) return zone_.to_instant(local);
  // A change is over once the local time is past both readings of its instant: inside a gap the offset before it
  // still counts, inside an overlap the first occurrence.
  const auto next = std::partition_point(changes_.begin(), changes_.end(), [local](const OffsetChange& change) {
    return on_clock(change.at, std::max(change.before, change.after)) <= local;
  });
  return Instant{local.time_since_epoch() - (next == changes_.begin() ? first_offset_ : std::prev(next)->after)};
}

LocalTime ZoneClock::to_local(Instant at) const {
  if (!knows(LocalTime{at.time_since_epoch()})) return zone_.to_local(at);
  const auto next = std::partition_point(changes_.begin(), changes_.end(),
                                         [at](const OffsetChange& change) { return change.at <= at; });
  return on_clock(at, next == changes_.begin() ? first_offset_ : std::prev(next)->after);
}

}  // namespace tandem::calendar
