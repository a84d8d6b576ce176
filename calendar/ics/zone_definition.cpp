#include "calendar/ics/zone_definition.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "calendar/ics/yearly_pattern.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

// What has been so for longer is written as having always been so.
constexpr Instant kFirstOnset = sys_days{1970y / January / 1};
// How far tzdata's own lists of changes go where it has no rule.
constexpr Instant kListsEnd = sys_days{2038y / January / 1};
// So many years of changes are looked at, at least: enough to tell the last Sunday of a month from the fourth.
constexpr days kLeastLooked{12 * 366};
// Fewer changes in a row are listed rather than called a rule; fewer up to the end of what is known do not go on for
// ever.
constexpr std::size_t kLeastRule = 3;
constexpr std::size_t kLeastEndless = 6;

struct ZoneChange {
  Instant at;
  seconds before{0};
  seconds after{0};
  bool daylight{false};
  std::string name;

  [[nodiscard]] LocalTime onset() const { return LocalTime{at.time_since_epoch() + before}; }
  [[nodiscard]] bool same_kind(const ZoneChange& other) const {
    return before == other.before && after == other.after && daylight == other.daylight && name == other.name;
  }
};

// Where only one side is daylight saving, the later clock is; otherwise what tzdata says of the new one.
bool is_daylight(const ZonePeriod& before, const ZonePeriod& after) {
  return before.daylight != after.daylight ? after.offset > before.offset : after.daylight;
}

// What is in force at `start`, from when it began.
ZoneChange first_change(const Zone& zone, Instant start) {
  const ZonePeriod first = zone.period_at(start);
  if (first.when.start < kFirstOnset) {
    return {std::min(kFirstOnset, start), first.offset, first.offset, false, first.abbreviation};
  }
  const ZonePeriod before = zone.period_at(first.when.start - 1s);
  return {first.when.start, before.offset, first.offset, is_daylight(before, first), first.abbreviation};
}

std::vector<ZoneChange> changes_of(const Zone& zone, const Interval& span) {
  std::vector<ZoneChange> changes{first_change(zone, span.start)};
  ZonePeriod now = zone.period_at(span.start);
  while (now.when.end < span.end) {
    ZonePeriod next = zone.period_at(now.when.end);
    const bool differs = next.offset != now.offset || next.abbreviation != now.abbreviation;
    if (differs) {
      changes.push_back({next.when.start, now.offset, next.offset, is_daylight(now, next), next.abbreviation});
    }
    now = std::move(next);
  }
  return changes;
}

ZoneObservance observance_of(const ZoneChange& first) {
  ZoneObservance observance;
  observance.daylight = first.daylight;
  observance.name = first.name;
  observance.start = first.onset();
  observance.offset_from = first.before;
  observance.offset_to = first.after;
  return observance;
}

// Turns the changes of one kind, in order, into observances.
class Observances {
 public:
  Observances(std::vector<ZoneChange> changes, const Interval& looked_at, Instant needed_until)
      : changes_(std::move(changes)), looked_at_(looked_at), needed_until_(needed_until) {
    for (const ZoneChange& change : changes_) onsets_.push_back(change.onset());
  }

  void write(std::vector<ZoneObservance>& into) {
    for (std::size_t i = 0; i < changes_.size() && changes_[i].at < needed_until_;) {
      const YearlyRun run = longest_run(std::span(onsets_).subspan(i));
      if (run.length >= kLeastRule) into.push_back(by_rule(run, i));
      if (run.length < kLeastRule) list(i);
      i += run.length >= kLeastRule ? run.length : 1;
    }
    if (listed_) into.push_back(std::move(*listed_));
  }

 private:
  // UNTIL is in UTC (RFC 5545 section 3.6.5).
  ZoneObservance by_rule(const YearlyRun& run, std::size_t first) const {
    ZoneObservance observance = observance_of(changes_[first]);
    const ZoneChange& last = changes_[first + run.length - 1];
    RecurrenceRule rule = run.rule;
    const bool goes_on = run.length >= kLeastEndless && last.at + years{1} + days{14} > looked_at_.end;
    if (!goes_on) rule.until = RuleUntil{RuleUntil::Kind::Utc, LocalTime{last.at.time_since_epoch()}};
    observance.rules.push_back(std::move(rule));
    return observance;
  }

  void list(std::size_t which) {
    if (!listed_) {
      listed_ = observance_of(changes_[which]);
      return;
    }
    // ical.js and libical pass over DTSTART where there are RDATEs, so it is one of them.
    if (listed_->extra_dates.empty()) listed_->extra_dates.push_back(listed_->start);
    listed_->extra_dates.push_back(onsets_[which]);
  }

  std::vector<ZoneChange> changes_;
  std::vector<LocalTime> onsets_;
  Interval looked_at_;
  Instant needed_until_;
  std::optional<ZoneObservance> listed_;
};

}  // namespace

ZoneDefinition define_zone(const Zone& zone, const Interval& span) {
  const Interval looked_at{span.start, std::max({span.end, kListsEnd, span.start + kLeastLooked})};
  std::vector<ZoneChange> changes = changes_of(zone, looked_at);
  ZoneDefinition definition{zone.name(), zone.name(), {}};
  while (!changes.empty()) {
    const auto others =
        std::stable_partition(changes.begin(), changes.end(),
                              [kind = changes.front()](const ZoneChange& change) { return change.same_kind(kind); });
    std::vector<ZoneChange> rest(others, changes.end());
    changes.erase(others, changes.end());
    Observances(std::move(changes), looked_at, std::max(span.end, span.start + 1s)).write(definition.observances);
    changes = std::move(rest);
  }
  return definition;
}

}  // namespace tandem::calendar
