#include "calendar/recurrence/series.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "calendar/recurrence/rule_end.h"
#include "calendar/recurrence/rule_expander.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

bool is_newer(const Event& a, const Event& b) {
  return std::tuple(a.sequence, a.stamp.value_or(Instant{})) >= std::tuple(b.sequence, b.stamp.value_or(Instant{}));
}

// The same occurrence, as far as the feed writes it the same way; expand_series() compares instants.
using RecurrenceKey = std::tuple<EventTime::Kind, LocalTime, std::string>;

struct Versions {
  std::size_t series;
  std::map<RecurrenceKey, std::size_t> place_of_override;  // in Series::overrides
};

void take_override(const Feed& feed, std::size_t index, Series& series, Versions& versions) {
  const EventTime& id = *feed.events[index].recurrence_id;
  const auto [place, is_first] =
      versions.place_of_override.try_emplace({id.kind, id.local, id.tzid}, series.overrides.size());
  if (is_first) {
    series.overrides.push_back(index);
  } else if (std::size_t& kept = series.overrides[place->second]; is_newer(feed.events[index], feed.events[kept])) {
    kept = index;
  }
}

void take_master(const Feed& feed, std::size_t index, Series& series) {
  if (!series.master || is_newer(feed.events[index], feed.events[*series.master])) series.master = index;
}

// Some servers write RECURRENCE-ID on what recurs itself: an override that has a rule and nothing to override.
void find_master(const Feed& feed, Series& series) {
  for (auto each = series.overrides.begin(); !series.master && each != series.overrides.end(); ++each) {
    if (feed.events[*each].rules.empty()) continue;
    series.master = *each;
    series.overrides.erase(each);
    return;
  }
}

// How long occurrences are: `nominal` follows the wall clock, `exact` does not.
struct Length {
  days nominal{0};
  seconds exact{0};
  [[nodiscard]] seconds about() const { return nominal + exact; }
};

Length length_of(const Event& event, FeedZones& zones) {
  const bool all_day = event.start.kind == EventTime::Kind::Date;
  if (event.end && all_day && event.end->kind == EventTime::Kind::Date) {
    // An end that is not after the start is read as the one day that was surely meant.
    return {std::max(days{1}, floor<days>(event.end->local - event.start.local)), seconds{0}};
  }
  if (event.end) {
    return {days{0}, std::max(seconds{0}, zones.instant_of(*event.end) - zones.instant_of(event.start))};
  }
  if (event.duration) return {event.duration->days, event.duration->exact};
  return {days{all_day ? 1 : 0}, seconds{0}};
}

Interval interval_from(const ZoneClock& clock, LocalTime start, const Length& length) {
  const Instant begin = clock.to_instant(start);
  const Instant end = (length.nominal > days{0} ? clock.to_instant(start + length.nominal) : begin) + length.exact;
  return {begin, std::max(begin, end)};
}

bool in_window(const Interval& when, const Interval& window) {
  return when.empty() ? window.contains(when.start) : overlaps(when, window);
}

// Occurrences that EXDATE or RECURRENCE-ID name: by instant, or by date when either side has no time of day.
class NamedOccurrences {
 public:
  NamedOccurrences(const Event& master, FeedZones& zones)
      : all_day_(master.start.kind == EventTime::Kind::Date),
        time_of_day_(master.start.local - floor<days>(master.start.local)),
        clock_(zones.clock_of(master.start)),
        zones_(zones) {}

  void add(const EventTime& name) {
    if (all_day_ || name.kind == EventTime::Kind::Date) {
      dates_.insert(floor<days>(name.local));
    } else {
      instants_.insert(instant_of(name));
    }
  }
  [[nodiscard]] bool holds(LocalTime local, Instant at) const {
    return dates_.contains(floor<days>(local)) || instants_.contains(at);
  }
  // A time without zone is read on the clock of DTSTART, a date at its time of day.
  [[nodiscard]] Instant instant_of(const EventTime& name) const {
    if (all_day_ || name.kind == EventTime::Kind::Date)
      return clock_.to_instant(floor<days>(name.local) + time_of_day_);
    const bool has_zone = name.kind == EventTime::Kind::Utc || name.kind == EventTime::Kind::Zoned;
    return has_zone ? zones_.instant_of(name) : clock_.to_instant(name.local);
  }

 private:
  bool all_day_;
  seconds time_of_day_;
  const ZoneClock& clock_;
  FeedZones& zones_;
  std::set<LocalDate> dates_;
  std::set<Instant> instants_;
};

// An override with RANGE=THISANDFUTURE: from `from` on, occurrences are `shift` later and as long as its own.
struct LaterChange {
  Instant from;
  seconds shift;
  Length length;
  std::size_t event;
};

class SeriesExpansion {
 public:
  SeriesExpansion(const Feed& feed, const Series& series, const Interval& window, FeedZones& zones)
      : feed_(feed), series_(series), window_(window), zones_(zones) {}

  platform::Result<std::vector<Occurrence>> run(WorkBudget& budget) {
    if (!series_.master) {
      for (const std::size_t index : series_.overrides) add_event(index);
      return std::move(out_);
    }
    NamedOccurrences replaced(master(), zones_);
    for (const EventTime& date : master().excluded_dates) replaced.add(date);
    take_newest_overrides(replaced);
    for (const std::size_t index : overrides_) add_event(index);
    for (const std::size_t index : overrides_) replaced.add(*feed_.events[index].recurrence_id);
    take_later_changes(replaced);

    auto starts = rule_starts(master().rules, true, budget);
    if (!starts) return tl::unexpected(starts.error());
    const auto excluded = rule_starts(master().excluded_rules, false, budget);
    if (!excluded) return tl::unexpected(excluded.error());
    if (master().rules.empty()) starts->push_back(master().start.local);
    add_starts(*starts, *excluded, replaced);
    add_extra_dates(replaced);
    return without_duplicates();
  }

 private:
  [[nodiscard]] const Event& master() const { return feed_.events[*series_.master]; }

  void add(const Interval& when, std::size_t event) {
    if (in_window(when, window_)) out_.push_back({when, event});
  }

  void add_event(std::size_t index) {
    const Event& event = feed_.events[index];
    add(interval_from(zones_.clock_of(event.start), event.start.local, length_of(event, zones_)), index);
  }

  // What a later version of the event excludes was deleted after it had been changed. Within one version EXDATE may
  // stand beside the override, to keep readers that know no overrides from showing both.
  [[nodiscard]] bool was_deleted(std::size_t override, const NamedOccurrences& excluded) const {
    const EventTime& id = *feed_.events[override].recurrence_id;
    const Instant at = excluded.instant_of(id);
    return feed_.events[override].sequence < master().sequence &&
           excluded.holds(zones_.clock_of(master().start).to_local(at), at);
  }

  // One occurrence may be named on several clocks.
  void take_newest_overrides(const NamedOccurrences& names) {
    std::map<Instant, std::size_t> newest;
    for (const std::size_t index : series_.overrides) {
      if (was_deleted(index, names)) continue;
      const auto [known, is_first] = newest.try_emplace(names.instant_of(*feed_.events[index].recurrence_id), index);
      if (!is_first && is_newer(feed_.events[index], feed_.events[known->second])) known->second = index;
    }
    for (const auto& [at, index] : newest) overrides_.push_back(index);
  }

  void take_later_changes(const NamedOccurrences& names) {
    const ZoneClock& clock = zones_.clock_of(master().start);
    for (const std::size_t index : overrides_) {
      const Event& event = feed_.events[index];
      if (!event.this_and_future) continue;
      const Instant from = names.instant_of(*event.recurrence_id);
      const seconds shift = clock.to_local(zones_.instant_of(event.start)) - clock.to_local(from);
      later_.push_back({from, shift, length_of(event, zones_), index});
      widest_shift_ = std::max(widest_shift_, abs(shift));
      longest_ = std::max(longest_, later_.back().length.about());
    }
    std::sort(later_.begin(), later_.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  }

  // Local starts of the rules that may reach into the window.
  platform::Result<std::vector<LocalTime>> rule_starts(const std::vector<RecurrenceRule>& rules, bool start_counts,
                                                       WorkBudget& budget) {
    if (rules.empty()) return std::vector<LocalTime>{};
    const ZoneClock& clock = zones_.clock_of(master().start);
    const seconds reach = std::max(longest_, length_of(master(), zones_).about()) + widest_shift_ + days{2};
    const LocalTime from = clock.to_local(window_.start) - reach;
    const LocalTime to = clock.to_local(window_.end) + widest_shift_ + days{2};
    std::vector<LocalTime> starts;
    for (const RecurrenceRule& rule : rules) {
      const bool all_day = master().start.kind == EventTime::Kind::Date;
      const auto last = last_start(rule, master().start, clock);
      auto more = expand_rule({rule, master().start.local, start_counts, all_day, from, to, last, {}}, budget);
      if (!more) return more;
      starts.insert(starts.end(), more->begin(), more->end());
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    return starts;
  }

  void add_starts(const std::vector<LocalTime>& starts, const std::vector<LocalTime>& excluded,
                  const NamedOccurrences& replaced) {
    const ZoneClock& clock = zones_.clock_of(master().start);
    const Length length = length_of(master(), zones_);
    for (const LocalTime start : starts) {
      if (std::binary_search(excluded.begin(), excluded.end(), start)) continue;
      const Interval when = interval_from(clock, start, length);
      if (replaced.holds(start, when.start)) continue;
      if (const LaterChange* change = change_at(when.start)) {
        add(interval_from(clock, start + change->shift, change->length), change->event);
      } else {
        add(when, *series_.master);
      }
    }
  }

  // The latest THISANDFUTURE that covers an occurrence.
  [[nodiscard]] const LaterChange* change_at(Instant at) const {
    const auto next = std::partition_point(later_.begin(), later_.end(),
                                           [at](const LaterChange& change) { return change.from <= at; });
    return next == later_.begin() ? nullptr : &*std::prev(next);
  }

  void add_extra_dates(const NamedOccurrences& replaced) {
    const Length own = length_of(master(), zones_);
    const ZoneClock& clock = zones_.clock_of(master().start);
    for (const ExtraDate& extra : master().extra_dates) {
      const Instant begin = replaced.instant_of(extra.start);
      const LocalTime start = clock.to_local(begin);
      if (replaced.holds(start, begin)) continue;
      const LaterChange* change = change_at(begin);
      Length length = change != nullptr ? change->length : own;
      if (extra.duration) length = {extra.duration->days, extra.duration->exact};
      if (extra.end) length = {days{0}, std::max(seconds{0}, replaced.instant_of(*extra.end) - begin)};
      add(interval_from(clock, start + (change != nullptr ? change->shift : seconds{0}), length),
          change != nullptr ? change->event : *series_.master);
    }
  }

  // One occurrence a start: RDATE may repeat what a rule gives, and its PERIOD's longer end wins.
  std::vector<Occurrence> without_duplicates() {
    const auto own = [this](const Occurrence& a) { return a.event == *series_.master; };
    std::sort(out_.begin(), out_.end(), [](const Occurrence& a, const Occurrence& b) {
      return std::tuple(a.event, a.when.start, b.when.end) < std::tuple(b.event, b.when.start, a.when.end);
    });
    const auto last = std::unique(out_.begin(), out_.end(), [&](const Occurrence& a, const Occurrence& b) {
      return own(a) && own(b) && a.when.start == b.when.start;
    });
    out_.erase(last, out_.end());
    return std::move(out_);
  }

  const Feed& feed_;
  const Series& series_;
  const Interval window_;
  FeedZones& zones_;
  std::vector<std::size_t> overrides_;  // one for each occurrence they name
  std::vector<LaterChange> later_;
  seconds widest_shift_{0};
  seconds longest_{0};
  std::vector<Occurrence> out_;
};

}  // namespace

std::vector<Series> series_of(const Feed& feed) {
  std::vector<Series> all;
  std::unordered_map<std::string_view, Versions> by_uid;
  for (std::size_t index = 0; index < feed.events.size(); ++index) {
    const Event& event = feed.events[index];
    if (event.uid.empty()) {
      all.push_back({index, {}});
      continue;
    }
    const auto [known, is_new] = by_uid.try_emplace(event.uid, Versions{all.size(), {}});
    if (is_new) all.emplace_back();
    Series& series = all[known->second.series];
    if (event.recurrence_id) {
      take_override(feed, index, series, known->second);
    } else {
      take_master(feed, index, series);
    }
  }
  for (Series& series : all) find_master(feed, series);
  return all;
}

platform::Result<std::vector<Occurrence>> expand_series(const Feed& feed, const Series& series, const Interval& window,
                                                        FeedZones& zones, WorkBudget& budget) {
  return SeriesExpansion(feed, series, window, zones).run(budget);
}

}  // namespace tandem::calendar
