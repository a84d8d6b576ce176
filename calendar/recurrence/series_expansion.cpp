#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "calendar/recurrence/event_length.h"
#include "calendar/recurrence/named_occurrences.h"
#include "calendar/recurrence/rule_end.h"
#include "calendar/recurrence/rule_expander.h"
#include "calendar/recurrence/series.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

// Every source looks at every override and excluded date.
constexpr std::size_t kStepsPerName = 4;

// An override with RANGE=THISANDFUTURE. Without a rule of its own, occurrences from `from` on are `shift` later and as
// long as its own; with one it takes the place of all that was before.
struct LaterChange {
  Instant from;
  seconds shift;
  Length length;
  std::size_t event;
  bool has_rule;
};

// Where occurrences come from: the event itself, or a LaterChange with a rule of its own.
struct Source {
  const Event& event;
  std::size_t index;
  Instant from;   // what LaterChanges before it say no longer counts
  Instant until;  // the next source takes over
  const ZoneClock& clock;
  Length length;
  NamedOccurrences left_out;  // excluded, or an override stands in their place
  std::set<Instant> periods;  // starts of RDATEs that are PERIODs and say how long they are
};

class SeriesExpansion {
 public:
  SeriesExpansion(const Feed& feed, const Series& series, const Interval& window, FeedZones& zones, WorkBudget& budget)
      : feed_(feed), series_(series), window_(window), zones_(zones), budget_(budget) {}

  platform::Result<std::vector<Occurrence>> run() {
    if (!series_.master) {
      for (const std::size_t index : series_.overrides) add_event(index);
      return std::move(out_);
    }
    NamedOccurrences names(master().start, zones_);
    for (const EventTime& date : master().excluded_dates) names.add(date);
    take_newest_overrides(names);
    take_later_changes(names);
    for (const std::size_t index : shown_) add_event(index);
    if (const auto added = add_source(*series_.master, Instant::min()); !added) return tl::unexpected(added.error());
    for (const LaterChange& change : later_) {
      if (!change.has_rule) continue;
      if (const auto added = add_source(change.event, change.from); !added) return tl::unexpected(added.error());
    }
    return without_duplicates();
  }

 private:
  [[nodiscard]] const Event& master() const { return feed_.events[*series_.master]; }

  void add(const Interval& when, std::size_t event) {
    const bool inside = when.empty() ? window_.contains(when.start) : overlaps(when, window_);
    if (inside) out_.push_back({when, event});
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

  // One occurrence may be named on several clocks, and once more by the beginning of a range.
  void take_newest_overrides(const NamedOccurrences& names) {
    std::map<Instant, std::size_t> newest, ranges;
    for (const std::size_t index : series_.overrides) {
      if (was_deleted(index, names)) continue;
      const Event& event = feed_.events[index];
      const Instant at = names.instant_of(*event.recurrence_id);
      keep_newest(newest, at, index);
      if (event.this_and_future) keep_newest(ranges, at, index);
    }
    for (const auto& [at, index] : newest) overrides_.push_back(index);
    for (const auto& [at, index] : ranges) ranges_.push_back(index);
  }

  void keep_newest(std::map<Instant, std::size_t>& newest, Instant at, std::size_t index) const {
    const auto [known, is_first] = newest.try_emplace(at, index);
    if (!is_first && is_newer(feed_.events[index], feed_.events[known->second])) known->second = index;
  }

  void take_later_changes(const NamedOccurrences& names) {
    const ZoneClock& clock = zones_.clock_of(master().start);
    for (const std::size_t index : ranges_) {
      const Event& event = feed_.events[index];
      const Instant from = names.instant_of(*event.recurrence_id);
      const seconds shift = clock.to_local(zones_.instant_of(event.start)) - clock.to_local(from);
      later_.push_back({from, shift, length_of(event, zones_), index, !event.rules.empty()});
      widest_shift_ = std::max(widest_shift_, abs(shift));
      longest_ = std::max(longest_, later_.back().length.about());
    }
    std::sort(later_.begin(), later_.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    // What has a rule gives its own first occurrence.
    std::copy_if(overrides_.begin(), overrides_.end(), std::back_inserter(shown_),
                 [this](std::size_t index) { return !is_source(index); });
  }

  [[nodiscard]] bool is_source(std::size_t index) const {
    return feed_.events[index].this_and_future && !feed_.events[index].rules.empty();
  }

  // The occurrences of the event itself, or of a change with a rule of its own.
  platform::Status add_source(std::size_t index, Instant from) {
    const Event& event = feed_.events[index];
    const std::size_t names = overrides_.size() + master().excluded_dates.size() + event.excluded_dates.size();
    if (!budget_.spend(names * kStepsPerName)) {
      return platform::fail(platform::ErrorKind::TooLarge, "its overrides and exclusions take too long to work out");
    }
    const auto next = std::find_if(later_.begin(), later_.end(),
                                   [from](const LaterChange& change) { return change.has_rule && change.from > from; });
    const Instant until = next == later_.end() ? Instant::max() : next->from;
    const Source source{event,
                        index,
                        from,
                        until,
                        zones_.clock_of(event.start),
                        length_of(event, zones_),
                        left_out_of(event),
                        periods_of(event)};
    auto starts = rule_starts(source, event.rules, true);
    if (!starts) return tl::unexpected(starts.error());
    const auto excluded = rule_starts(source, event.excluded_rules, false);
    if (!excluded) return tl::unexpected(excluded.error());
    if (event.rules.empty()) starts->push_back(event.start.local);
    for (const LocalTime start : *starts) {
      if (!std::binary_search(excluded->begin(), excluded->end(), start)) add_start(source, start);
    }
    for (const ExtraDate& extra : event.extra_dates) add_extra_date(source, extra);
    return {};
  }

  static bool has_length(const ExtraDate& extra) { return extra.end || extra.duration; }

  std::set<Instant> periods_of(const Event& event) {
    const NamedOccurrences names(event.start, zones_);
    std::set<Instant> starts;
    for (const ExtraDate& extra : event.extra_dates) {
      if (has_length(extra)) starts.insert(names.instant_of(extra.start));
    }
    return starts;
  }

  NamedOccurrences left_out_of(const Event& event) {
    NamedOccurrences names(event.start, zones_);
    for (const EventTime& date : master().excluded_dates) names.add(date);
    if (&event != &master()) {
      for (const EventTime& date : event.excluded_dates) names.add(date);
    }
    for (const std::size_t index : overrides_) {
      // A range does not stand in the place of its own first occurrence.
      if (&feed_.events[index] != &event) names.add(*feed_.events[index].recurrence_id);
    }
    return names;
  }

  // Local starts of the rules that may reach into the window, sorted.
  platform::Result<std::vector<LocalTime>> rule_starts(const Source& source, const std::vector<RecurrenceRule>& rules,
                                                       bool start_counts) {
    const EventTime& first = source.event.start;
    const seconds reach = std::max(longest_, source.length.about()) + widest_shift_ + days{2};
    const LocalTime from = source.clock.to_local(window_.start) - reach;
    const LocalTime to = source.clock.to_local(window_.end) + widest_shift_ + days{2};
    const bool all_day = first.kind == EventTime::Kind::Date;
    std::vector<LocalTime> starts;
    for (const RecurrenceRule& rule : rules) {
      const auto last = last_start(rule, first, source.clock);
      auto more = expand_rule({rule, first.local, start_counts, all_day, from, to, last, {}}, budget_);
      if (!more) return more;
      starts.insert(starts.end(), more->begin(), more->end());
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    return starts;
  }

  void add_start(const Source& source, LocalTime start) {
    const Interval when = interval_from(source.clock, start, source.length);
    if (when.start >= source.until || source.left_out.holds(start, when.start)) return;
    if (source.periods.contains(when.start)) return;
    if (const LaterChange* change = change_at(source, when.start)) {
      add(interval_from(source.clock, start + change->shift, change->length), change->event);
    } else {
      add(when, source.index);
    }
  }

  // The latest THISANDFUTURE without a rule that moves an occurrence of the source.
  [[nodiscard]] const LaterChange* change_at(const Source& source, Instant at) const {
    const auto next = std::partition_point(later_.begin(), later_.end(),
                                           [at](const LaterChange& change) { return change.from <= at; });
    if (next == later_.begin() || std::prev(next)->has_rule || std::prev(next)->from < source.from) return nullptr;
    return &*std::prev(next);
  }

  void add_extra_date(const Source& source, const ExtraDate& extra) {
    const Instant begin = source.left_out.instant_of(extra.start);
    const LocalTime start = source.clock.to_local(begin);
    if (begin >= source.until || source.left_out.holds(start, begin)) return;
    if (!has_length(extra) && source.periods.contains(begin)) return;
    const LaterChange* change = change_at(source, begin);
    Length length = change != nullptr ? change->length : source.length;
    if (extra.duration) length = {extra.duration->days, extra.duration->exact};
    if (extra.end) length = {days{0}, std::max(seconds{0}, source.left_out.instant_of(*extra.end) - begin)};
    add(interval_from(source.clock, start + (change != nullptr ? change->shift : seconds{0}), length),
        change != nullptr ? change->event : source.index);
  }

  // One occurrence a start: RDATE may repeat what a rule gives, and a date may be listed twice.
  std::vector<Occurrence> without_duplicates() {
    std::sort(out_.begin(), out_.end(), [](const Occurrence& a, const Occurrence& b) {
      return std::tuple(a.event, a.when.start, b.when.end) < std::tuple(b.event, b.when.start, a.when.end);
    });
    const auto last = std::unique(out_.begin(), out_.end(), [](const Occurrence& a, const Occurrence& b) {
      return a.event == b.event && a.when.start == b.when.start;
    });
    out_.erase(last, out_.end());
    return std::move(out_);
  }

  const Feed& feed_;
  const Series& series_;
  const Interval window_;
  FeedZones& zones_;
  WorkBudget& budget_;
  std::vector<std::size_t> overrides_;  // one for each occurrence they name
  std::vector<std::size_t> ranges_;     // those with RANGE=THISANDFUTURE, one for each beginning
  std::vector<std::size_t> shown_;      // of overrides_, those that occur once
  std::vector<LaterChange> later_;      // by `from`
  seconds widest_shift_{0};
  seconds longest_{0};
  std::vector<Occurrence> out_;
};

}  // namespace

platform::Result<std::vector<Occurrence>> expand_series(const Feed& feed, const Series& series, const Interval& window,
                                                        FeedZones& zones, WorkBudget& budget) {
  return SeriesExpansion(feed, series, window, zones, budget).run();
}

}  // namespace tandem::calendar
