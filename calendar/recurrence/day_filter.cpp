#include "calendar/recurrence/day_filter.h"

#include <algorithm>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

int day_of_year(LocalDate date, year in) { return static_cast<int>((date - local_days{in / January / 1}).count()) + 1; }

int days_in(year in) { return in.is_leap() ? 366 : 365; }

int days_in(const year_month_day& date) {
  return static_cast<int>(static_cast<unsigned>((date.year() / date.month() / last).day()));
}

struct WeekNumber {
  year of;
  int number;
};

// RFC 5545: week 1 is the first with at least four days in the year, so the fourth day of a week says its year.
WeekNumber week_number(LocalDate date, weekday week_start) {
  const LocalDate fourth = date - (weekday{date} - week_start) + days{3};
  const year of = year_month_day{fourth}.year();
  return {of, (day_of_year(fourth, of) - 1) / 7 + 1};
}

}  // namespace

DayFilter::DayFilter(const RecurrenceRule& rule, LocalDate start) : week_start_(rule.week_start) {
  for (const int number : rule.by_month) months_.set(static_cast<std::size_t>(number));
  month_days_ = ordinals_of(rule.by_month_day);
  year_days_ = ordinals_of(rule.by_year_day);
  weeks_ = ordinals_of(rule.by_week_number);
  take_weekdays(rule);
  take_defaults(rule, start);
  if (months_.none()) months_.set();
  has_year_days_ = year_days_.any();
  has_weeks_ = weeks_.any();
  const bool any_nth =
      std::any_of(nth_weekdays_.begin(), nth_weekdays_.end(), [](const Ordinals& numbers) { return numbers.any(); });
  has_month_days_ = month_days_.any();
  only_weekdays_ = months_.count() == months_.size() && !has_month_days_ && !has_year_days_ && !has_weeks_ && !any_nth;
}

DayFilter::Ordinals DayFilter::ordinals_of(const std::vector<int>& values) {
  Ordinals ordinals;
  for (const int value : values)
    ordinals.set(value > 0 ? static_cast<std::size_t>(value) : kBack - static_cast<std::size_t>(value));
  return ordinals;
}

// `position` counts from 1, `count` is the last one.
bool DayFilter::allows_ordinal(const Ordinals& ordinals, int position, int count) {
  return ordinals.test(static_cast<std::size_t>(position)) ||
         ordinals.test(kBack + static_cast<std::size_t>(count - position + 1));
}

void DayFilter::take_weekdays(const RecurrenceRule& rule) {
  if (rule.frequency == Frequency::Monthly) nth_of_ = NthOf::Month;
  if (rule.frequency == Frequency::Yearly && rule.by_week_number.empty()) {
    nth_of_ = rule.by_month.empty() ? NthOf::Year : NthOf::Month;
  }
  any_weekday_ = rule.by_day.empty();
  for (const WeekdayNumber& day : rule.by_day) {
    // Elsewhere RFC 5545 forbids a number; the day itself is what was meant.
    if (day.nth == 0 || nth_of_ == NthOf::Nothing) {
      weekdays_.set(day.day.c_encoding());
    } else {
      nth_weekdays_.at(day.day.c_encoding()) |= ordinals_of({day.nth});
    }
  }
}

// "Information, not contained in the rule, necessary to determine the various recurrence instance start time and dates
// are derived from the Start Time (DTSTART) component attribute."
void DayFilter::take_defaults(const RecurrenceRule& rule, LocalDate start) {
  if (!rule.by_day.empty() || !rule.by_month_day.empty() || !rule.by_year_day.empty()) return;
  if (!rule.by_week_number.empty()) return;  // whole weeks; README.md has the other reading
  const year_month_day date{start};
  if (rule.frequency == Frequency::Weekly) {
    any_weekday_ = false;
    weekdays_.set(weekday{start}.c_encoding());
  } else if (rule.frequency == Frequency::Monthly || rule.frequency == Frequency::Yearly) {
    month_days_.set(unsigned{date.day()});
    if (rule.frequency == Frequency::Yearly && months_.none()) months_.set(unsigned{date.month()});
  }
}

bool DayFilter::allows(LocalDate date) const {
  if (only_weekdays_) return any_weekday_ || weekdays_.test(weekday{date}.c_encoding());
  const year_month_day ymd{date};
  return allows_month(ymd.month()) &&
         (!has_month_days_ || allows_ordinal(month_days_, static_cast<int>(unsigned{ymd.day()}), days_in(ymd))) &&
         (!has_year_days_ || allows_ordinal(year_days_, day_of_year(date, ymd.year()), days_in(ymd.year()))) &&
         allows_weekday(date, ymd) && allows_week(date);
}

bool DayFilter::allows_weekday(LocalDate date, const year_month_day& ymd) const {
  const auto day = weekday{date}.c_encoding();
  if (any_weekday_ || weekdays_.test(day)) return true;
  const Ordinals& numbers = nth_weekdays_.at(day);
  if (numbers.none()) return false;
  const bool in_month = nth_of_ == NthOf::Month;
  const int position = in_month ? static_cast<int>(unsigned{ymd.day()}) : day_of_year(date, ymd.year());
  const int count = in_month ? days_in(ymd) : days_in(ymd.year());
  const int nth = (position - 1) / 7 + 1;
  return allows_ordinal(numbers, nth, nth + (count - position) / 7);
}

bool DayFilter::allows_week(LocalDate date) const {
  if (!has_weeks_) return true;
  const WeekNumber week = week_number(date, week_start_);
  // 28 December is always in the last week of its year.
  const int weeks = week_number(local_days{week.of / December / 28}, week_start_).number;
  return allows_ordinal(weeks_, week.number, weeks);
}

}  // namespace tandem::calendar
