#include "calendar/recurrence/rule_expander.h"

#include <algorithm>

#include "calendar/recurrence/hour_cycle.h"
#include "calendar/recurrence/rule_days.h"
#include "calendar/recurrence/start_list.h"
#include "calendar/recurrence/times_of_day.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;
using platform::ErrorKind;
using platform::fail;

constexpr int kDaysAWeek = 7;

// Walks the periods of a rule of days, weeks, months or years.
class PeriodWalk {
 public:
  PeriodWalk(const RuleRun& run, RuleDays& rule_days, StartList& starts, WorkBudget& budget)
      : run_(run), rule_(run.rule), days_(rule_days), starts_(starts), budget_(budget), each_(starts_of_each()) {}

  // False when the budget is used up.
  bool walk() {
    if (each_ && *each_ == 0) return true;
    const PeriodNumber last = number_of(floor<days>(starts_.stop()));
    PeriodNumber period = first_period();
    for (bool first = true; starts_.state() == StartList::State::Going && period <= last; first = false) {
      if (!first) period = past_counted(period);
      if (!budget_.spend() || !collect(period)) return false;
      if (bases_.empty() && !by_calendar()) {
        const auto next = next_with_days(period, last);
        if (!next) return budget_.left() > 0;
        period = *next;
        continue;
      }
      starts_.take_set(bases_);
      period += rule_.interval;
    }
    return true;
  }

 private:
  // Years and months are the rule's calendar's business.
  [[nodiscard]] bool by_calendar() const { return rule_.frequency >= Frequency::Monthly; }
  [[nodiscard]] days length() const { return days{rule_.frequency == Frequency::Weekly ? kDaysAWeek : 1}; }

  // A day that begins a week, near the epoch.
  [[nodiscard]] LocalDate week_zero() const {
    const LocalDate epoch{days{0}};
    return epoch - (weekday{epoch} - rule_.week_start);
  }

  [[nodiscard]] PeriodNumber number_of(LocalDate date) {
    if (by_calendar()) return days_.period_of(date);
    return rule_.frequency == Frequency::Weekly ? floor<weeks>(date - week_zero()).count()
                                                : date.time_since_epoch().count();
  }

  // Of a week or day.
  [[nodiscard]] LocalDate start_of(PeriodNumber period) const {
    return rule_.frequency == Frequency::Weekly ? week_zero() + weeks{period} : LocalDate{days{period}};
  }

  // Without COUNT nothing before the window matters; SKIP may move a day into the next period.
  [[nodiscard]] PeriodNumber first_period() {
    const PeriodNumber first = number_of(floor<days>(run_.start));
    if (rule_.count) return first;
    const PeriodNumber wanted = number_of(floor<days>(std::max(run_.from, run_.start))) - 1;
    return wanted <= first ? first : first + (wanted - first) / rule_.interval * rule_.interval;
  }

  // How many starts each period after the first gives, where that is always the same: every day, or certain weekdays.
  [[nodiscard]] std::optional<std::int64_t> starts_of_each() {
    const auto each_week = days_.days_each_week();
    if (by_calendar() || !each_week) return std::nullopt;
    if (rule_.frequency == Frequency::Weekly) return starts_.starts_of(static_cast<std::size_t>(*each_week));
    return *each_week == kDaysAWeek ? std::optional{starts_.starts_of(1)} : std::nullopt;
  }

  // COUNT of equal periods before the window is arithmetic.
  [[nodiscard]] PeriodNumber past_counted(PeriodNumber period) {
    const auto left = starts_.still_counted();
    if (!left || !each_) return period;
    const PeriodNumber before = (number_of(floor<days>(run_.from)) - period) / rule_.interval;
    const std::int64_t passed = std::min(before, (*left - 1) / *each_);
    if (passed <= 0) return period;
    starts_.pass_over(passed * *each_);
    return period + passed * rule_.interval;
  }

  bool collect(PeriodNumber period) {
    bases_.clear();
    if (by_calendar()) {
      dates_.clear();
      if (!days_.take_period(period, dates_)) return false;
      bases_.assign(dates_.begin(), dates_.end());
      return true;
    }
    const LocalDate end = start_of(period) + length();
    for (LocalDate date = start_of(period); date < end; date += days{1}) {
      if (days_.allows(date)) bases_.emplace_back(date);
    }
    return true;
  }

  // The next week or day of the walk that can have any day at all.
  std::optional<PeriodNumber> next_with_days(PeriodNumber period, PeriodNumber last) {
    const auto day = days_.next_allowed(start_of(period) + length(), start_of(last) + length() - days{1});
    if (!day) return std::nullopt;
    return period +
           std::max<PeriodNumber>(1, (number_of(*day) - period + rule_.interval - 1) / rule_.interval) * rule_.interval;
  }

  const RuleRun& run_;
  const RecurrenceRule& rule_;
  RuleDays& days_;
  StartList& starts_;
  WorkBudget& budget_;
  std::optional<std::int64_t> each_;
  std::vector<LocalDate> dates_;
  std::vector<LocalTime> bases_;
};

// Walks the periods of a rule of hours, minutes or seconds.
class HourWalk {
 public:
  HourWalk(const RuleRun& run, RuleDays& rule_days, StartList& starts, WorkBudget& budget)
      : run_(run), days_(rule_days), starts_(starts), budget_(budget), cycle_(run.rule, run.start, budget) {}

  bool walk() {
    if (cycle_.empty() || each() == 0) return budget_.left() > 0;
    std::int64_t index = cycle_.first_from(run_.start);
    if (run_.rule.count) {
      // Of DTSTART's own period only what is after DTSTART counts.
      if (!take(index)) return budget_.left() > 0;
      if (!pass_counted(index)) return false;
    } else {
      index = cycle_.first_from(std::max(run_.from, run_.start));
    }
    while (starts_.state() == StartList::State::Going && take(index)) {
    }
    return budget_.left() > 0;
  }

 private:
  [[nodiscard]] std::int64_t each() { return starts_.starts_of(1); }

  // The period at `index`, or the next one on an allowed day, where `index` is left behind it. False at the end.
  bool take(std::int64_t& index) {
    if (!budget_.spend()) return false;
    const LocalTime time = cycle_.at(index);
    if (time > starts_.stop()) return false;
    if (!days_.allows(floor<days>(time))) return to_allowed_day(index, floor<days>(starts_.stop()));
    base_.assign(1, time);
    starts_.take_set(base_);
    ++index;
    return true;
  }

  bool to_allowed_day(std::int64_t& index, LocalDate last) {
    const auto day = days_.next_allowed(floor<days>(cycle_.at(index)) + days{1}, last);
    if (day) index = cycle_.first_from(*day);
    return day.has_value();
  }

  // COUNT before the window: all periods at once when no day is ruled out, else day by day.
  bool pass_counted(std::int64_t& index) {
    const LocalDate window = floor<days>(run_.from);
    if (days_.days_each_week() == kDaysAWeek) {
      pass_until(index, window);
      return true;
    }
    while (floor<days>(cycle_.at(index)) < window) {
      if (!budget_.spend()) return false;
      const LocalDate date = floor<days>(cycle_.at(index));
      if (!days_.allows(date)) {
        if (!to_allowed_day(index, window)) return budget_.left() > 0;
      } else if (!pass_until(index, date + days{1})) {
        return true;
      }
    }
    return true;
  }

  // False when COUNT ends before `day`.
  bool pass_until(std::int64_t& index, LocalDate day) {
    const std::int64_t before = std::max<std::int64_t>(0, cycle_.first_from(day) - index);
    const std::int64_t passed = std::min(before, (starts_.still_counted().value_or(0) - 1) / each());
    if (passed <= 0) return before == 0;
    starts_.pass_over(passed * each());
    index += passed;
    return passed == before;
  }

  const RuleRun& run_;
  RuleDays& days_;
  StartList& starts_;
  WorkBudget& budget_;
  HourCycle cycle_;
  std::vector<LocalTime> base_;
};

}  // namespace

platform::Result<std::vector<LocalTime>> expand_rule(const RuleRun& run, WorkBudget& budget) {
  const bool below_day = run.rule.frequency < Frequency::Daily;
  if (run.all_day && below_day) {
    return fail(ErrorKind::Invalid, "its rule repeats within a day although the event has no time of day");
  }
  const LocalDate date = floor<days>(run.start);
  const auto rule_days = make_rule_days(run.rule, date, budget);
  if (!rule_days) return tl::unexpected(rule_days.error());
  const TimesOfDay times(run.rule, run.start - date, run.all_day);
  StartList starts(run, times, budget);
  if (run.start_counts) starts.take_start();
  const bool within = below_day ? HourWalk(run, **rule_days, starts, budget).walk()
                                : PeriodWalk(run, **rule_days, starts, budget).walk();
  if (!within) return fail(ErrorKind::TooLarge, "its rule takes too long to work out");
  if (starts.state() == StartList::State::TooMany) return fail(ErrorKind::TooLarge, "it occurs too often");
  return starts.take_out();
}

}  // namespace tandem::calendar
