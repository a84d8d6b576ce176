#include "calendar/recurrence/rule_expander.h"

#include <algorithm>
#include <bitset>

#include "calendar/recurrence/day_filter.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;
using platform::ErrorKind;
using platform::fail;

// Periods are numbered: years and months of the calendar, weeks since a week's start, days and below since the epoch.
using PeriodNumber = std::int64_t;

std::vector<int> sorted_or(std::vector<int> values, int fallback) {
  if (values.empty()) return {fallback};
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

// RFC 5545 section 3.3.12: without leap seconds, second 60 is read as 59.
std::vector<int> seconds_of(std::vector<int> values) {
  for (int& value : values) value = std::min(value, 59);
  return values;
}

bool holds(const std::vector<int>& sorted, std::int64_t value) {
  return sorted.empty() || std::binary_search(sorted.begin(), sorted.end(), value);
}

class RuleWalk {
 public:
  RuleWalk(const RuleRun& run, WorkBudget& budget)
      : run_(run),
        rule_(run.rule),
        budget_(budget),
        filter_(run.rule, floor<days>(run.start)),
        stop_(run.last ? std::min(*run.last, run.to) : run.to) {
    take_times();
    for (const int position : rule_.by_set_position) {
      (position > 0 ? from_front_ : from_back_).set(static_cast<std::size_t>(std::abs(position)));
    }
  }

  platform::Result<std::vector<LocalTime>> walk() {
    if (rule_.count && *rule_.count == 0) return std::move(out_);
    if (run_.start_counts) emit(run_.start);
    PeriodNumber period = first_period();
    const PeriodNumber last_period = number_of(stop_);
    while (!done_ && period <= last_period) {
      if (!budget_.spend()) return fail(ErrorKind::TooLarge, "its rule takes too long to work out");
      const PeriodNumber skipped = skip_to(period);
      if (skipped > period) {
        period = skipped;
        continue;
      }
      if (!collect(period)) return fail(ErrorKind::TooLarge, "its rule takes too long to work out");
      emit_candidates();
      if (out_.size() > kMaxOccurrencesPerEvent) return fail(ErrorKind::TooLarge, "it occurs too often");
      period += rule_.interval;
    }
    return std::move(out_);
  }

 private:
  // Of BYSETPOS, 1 to 366.
  using Positions = std::bitset<367>;

  [[nodiscard]] bool below_day() const { return rule_.frequency < Frequency::Daily; }

  // The length of a period of hours, minutes or seconds.
  [[nodiscard]] seconds unit() const {
    if (rule_.frequency == Frequency::Hourly) return hours{1};
    return rule_.frequency == Frequency::Minutely ? seconds{minutes{1}} : seconds{1};
  }

  void take_times() {
    const hh_mm_ss start{run_.start - floor<days>(run_.start)};
    const bool limits = below_day();
    const auto second_list = seconds_of(rule_.by_second);
    hours_ = run_.all_day ? std::vector{0} : sorted_or(rule_.by_hour, static_cast<int>(start.hours().count()));
    minutes_ = run_.all_day ? std::vector{0} : sorted_or(rule_.by_minute, static_cast<int>(start.minutes().count()));
    seconds_ = run_.all_day ? std::vector{0} : sorted_or(second_list, static_cast<int>(start.seconds().count()));
    // Below a day these parts limit the periods that are not longer than they are; empty allows all.
    if (limits && rule_.by_hour.empty()) hours_.clear();
    if (rule_.frequency <= Frequency::Minutely && rule_.by_minute.empty()) minutes_.clear();
    if (rule_.frequency == Frequency::Secondly && rule_.by_second.empty()) seconds_.clear();
  }

  [[nodiscard]] PeriodNumber number_of(LocalTime time) const {
    const LocalDate date = floor<days>(time);
    const year_month_day ymd{date};
    switch (rule_.frequency) {
      case Frequency::Yearly: return int{ymd.year()};
      case Frequency::Monthly: return PeriodNumber{int{ymd.year()}} * 12 + unsigned{ymd.month()} - 1;
      case Frequency::Weekly: return floor<weeks>(date - week_zero()).count();
      case Frequency::Daily: return date.time_since_epoch().count();
      default: return floor_to_unit(time.time_since_epoch());
    }
  }

  [[nodiscard]] PeriodNumber floor_to_unit(seconds time) const {
    const auto rest = ((time % unit()) + unit()) % unit();
    return (time - rest) / unit();
  }

  // A day that begins a week, near the epoch.
  [[nodiscard]] LocalDate week_zero() const {
    const LocalDate epoch{days{0}};
    return epoch - (weekday{epoch} - rule_.week_start);
  }

  [[nodiscard]] LocalTime start_of(PeriodNumber period) const {
    switch (rule_.frequency) {
      case Frequency::Yearly: return local_days{year{static_cast<int>(period)} / January / 1};
      case Frequency::Monthly: return local_days{month_of(period) / 1};
      case Frequency::Weekly: return week_zero() + weeks{period};
      case Frequency::Daily: return LocalDate{days{period}};
      default: return LocalTime{period * unit()};
    }
  }

  static year_month month_of(PeriodNumber period) {
    return year{static_cast<int>(period / 12)} / month{static_cast<unsigned>(period % 12) + 1};
  }

  // Without COUNT nothing before the window matters.
  [[nodiscard]] PeriodNumber first_period() const {
    const PeriodNumber first = number_of(run_.start);
    if (rule_.count) return first;
    const PeriodNumber wanted = number_of(std::max(run_.from, run_.start)) - 1;
    return wanted <= first ? first : first + (wanted - first) / rule_.interval * rule_.interval;
  }

  // Below a day: where the walk goes on when this period's whole day or hour is ruled out.
  PeriodNumber skip_to(PeriodNumber period) {
    if (!below_day()) return period;
    const LocalTime time = start_of(period);
    const LocalDate date = floor<days>(time);
    if (date != judged_) {
      judged_ = date;
      judged_allowed_ = filter_.allows(date);
    }
    if (!judged_allowed_) return first_not_before(period, date + days{1});
    const auto hour = floor<hours>(time);
    if (!holds(hours_, (hour - date).count())) return first_not_before(period, hour + hours{1});
    const auto minute = floor<minutes>(time);
    if (rule_.frequency <= Frequency::Minutely && !holds(minutes_, (minute - hour).count())) {
      return first_not_before(period, minute + minutes{1});
    }
    return period;
  }

  // The next period of the walk that begins at `time` or later.
  [[nodiscard]] PeriodNumber first_not_before(PeriodNumber period, LocalTime time) const {
    const PeriodNumber away = floor_to_unit(time.time_since_epoch() + unit() - seconds{1}) - period;
    const PeriodNumber steps = std::max<PeriodNumber>(1, (away + rule_.interval - 1) / rule_.interval);
    return period + steps * rule_.interval;
  }

  // Fills candidates_ with the period's set, sorted. False when the budget is used up.
  bool collect(PeriodNumber period) {
    candidates_.clear();
    const LocalTime start = start_of(period);
    const LocalDate date = floor<days>(start);
    switch (rule_.frequency) {
      case Frequency::Yearly: return collect_year(year{static_cast<int>(period)});
      case Frequency::Monthly: return collect_month(month_of(period));
      case Frequency::Weekly: return collect_days(date, date + days{7});
      case Frequency::Daily: return collect_days(date, date + days{1});
      case Frequency::Hourly: return collect_minutes(start);
      case Frequency::Minutely: return collect_seconds(start);
      case Frequency::Secondly:
        if (holds(seconds_, (start - floor<minutes>(start)).count())) candidates_.push_back(start);
        return true;
    }
    return true;
  }

  bool collect_year(year in) {
    for (unsigned number = 1; number <= 12; ++number) {
      if (!collect_month(in / month{number})) return false;
    }
    return true;
  }

  bool collect_month(year_month in) {
    if (!filter_.allows_month(in.month())) return true;
    return collect_days(local_days{in / 1}, local_days{in / last} + days{1});
  }

  bool collect_days(LocalDate from, LocalDate to) {
    for (LocalDate date = from; date < to; date += days{1}) {
      if (!budget_.spend()) return false;
      if (!filter_.allows(date)) continue;
      for (const int hour : hours_) {
        if (!collect_minutes(date + hours{hour})) return false;
      }
    }
    return true;
  }

  bool collect_minutes(LocalTime hour) {
    for (const int minute : minutes_) {
      if (!collect_seconds(hour + minutes{minute})) return false;
    }
    return true;
  }

  bool collect_seconds(LocalTime minute) {
    for (const int second : seconds_) candidates_.push_back(minute + seconds{second});
    return budget_.spend(seconds_.size());
  }

  void emit_candidates() {
    if (rule_.by_set_position.empty()) {
      for (const LocalTime candidate : candidates_) emit_later(candidate);
      return;
    }
    // By candidate, not by position: a long list of positions costs nothing where a set is small.
    const std::size_t count = candidates_.size();
    for (std::size_t index = 0; index < count; ++index) {
      if (is_picked(index + 1, from_front_) || is_picked(count - index, from_back_)) emit_later(candidates_[index]);
    }
  }

  static bool is_picked(std::size_t position, const Positions& positions) {
    return position < positions.size() && positions.test(position);
  }

  // DTSTART itself was emitted before the walk when it counts.
  void emit_later(LocalTime candidate) {
    if (candidate > run_.start || (candidate == run_.start && !run_.start_counts)) emit(candidate);
  }

  void emit(LocalTime candidate) {
    if (done_ || candidate > stop_) {
      done_ = true;
      return;
    }
    ++emitted_;
    if (candidate >= run_.from) out_.push_back(candidate);
    done_ = (rule_.count && emitted_ >= *rule_.count) || (run_.limit && out_.size() >= *run_.limit);
  }

  const RuleRun& run_;
  const RecurrenceRule& rule_;
  WorkBudget& budget_;
  DayFilter filter_;
  LocalTime stop_;
  std::vector<int> hours_, minutes_, seconds_;
  Positions from_front_, from_back_;
  std::vector<LocalTime> candidates_;
  std::vector<LocalTime> out_;
  LocalDate judged_{days{-1'000'000'000}};
  bool judged_allowed_{false};
  int emitted_{0};
  bool done_{false};
};

}  // namespace

platform::Result<std::vector<LocalTime>> expand_rule(const RuleRun& run, WorkBudget& budget) {
  if (run.all_day && run.rule.frequency < Frequency::Daily) {
    return fail(ErrorKind::Invalid, "its rule repeats within a day although the event has no time of day");
  }
  return RuleWalk(run, budget).walk();
}

}  // namespace tandem::calendar
