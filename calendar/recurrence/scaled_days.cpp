#include "calendar/recurrence/scaled_days.h"

#include <algorithm>
#include <cmath>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

// Where leap months come and go, months follow the moon: the n-th begins near n times this, by half a month at most.
constexpr double kLunation = 29.530589;
// More than the number of months from the year 1 to the epoch, so that numbers are positive.
constexpr double kMonthsBefore = 30'000;

bool has_leap_months(const std::string& scale) { return scale == "CHINESE" || scale == "DANGI" || scale == "HEBREW"; }

bool holds(const std::vector<int>& values, int value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// `position` counts from 1 to `count`; negative values from the end.
bool holds_ordinal(const std::vector<int>& values, std::int64_t position, std::int64_t count) {
  return holds(values, static_cast<int>(position)) || holds(values, static_cast<int>(position - count - 1));
}

std::int64_t days_between(LocalDate from, LocalDate to) { return (to - from).count(); }

}  // namespace

ScaledDays::ScaledDays(const RecurrenceRule& rule, LocalDate start, std::unique_ptr<CalendarScale> scale,
                       WorkBudget& budget)
    : rule_(rule), equal_years_(!has_leap_months(rule.scale)), scale_(std::move(scale)), budget_(budget) {
  if (rule.frequency == Frequency::Monthly) nth_of_ = NthOf::Month;
  if (rule.frequency == Frequency::Yearly && rule.by_week_number.empty()) {
    nth_of_ = rule.by_month.empty() && rule.by_leap_month.empty() ? NthOf::Year : NthOf::Month;
  }
  take_defaults(start);
}

// As DayFilter has it, in this calendar.
void ScaledDays::take_defaults(LocalDate start) {
  if (!rule_.by_day.empty() || !rule_.by_month_day.empty() || !rule_.by_year_day.empty()) return;
  if (!rule_.by_week_number.empty()) return;
  if (rule_.frequency == Frequency::Weekly) rule_.by_day.push_back({weekday{start}, 0});
  const auto place = place_of(start);
  if (!place || rule_.frequency < Frequency::Monthly) return;
  rule_.by_month_day.push_back(static_cast<int>(days_between(place->month->first, start)) + 1);
  if (rule_.frequency == Frequency::Yearly && rule_.by_month.empty() && rule_.by_leap_month.empty()) {
    (place->month->leap ? rule_.by_leap_month : rule_.by_month).push_back(place->month->number);
  }
}

std::optional<ScaledDays::Place> ScaledDays::place_of(LocalDate date) {
  const ScaleYear* year = scale_->year_of(date);
  if (year == nullptr) return std::nullopt;
  const auto month = std::find_if(year->months.begin(), year->months.end(),
                                  [date](const ScaleMonth& each) { return date < each.end; });
  if (month == year->months.end()) return std::nullopt;
  return Place{year, &*month};
}

PeriodNumber ScaledDays::number_of(const Place& place) const {
  if (!equal_years_) {
    const auto since = static_cast<double>(place.month->first.time_since_epoch().count());
    return std::llround(since / kLunation + kMonthsBefore);
  }
  const auto months = static_cast<PeriodNumber>(place.year->months.size());
  return place.year->number * months + (place.month - place.year->months.data());
}

PeriodNumber ScaledDays::period_of(LocalDate date) {
  const auto place = place_of(date);
  if (!place) return 0;
  return rule_.frequency == Frequency::Yearly ? place->year->number : number_of(*place);
}

std::optional<ScaledDays::Place> ScaledDays::month_numbered(PeriodNumber number) {
  if (!equal_years_) {
    // The middle of the month: neither rounding nor the moon's course reach it.
    const double middle = (static_cast<double>(number) - kMonthsBefore + 0.5) * kLunation;
    return place_of(LocalDate{days{std::llround(middle)}});
  }
  const ScaleYear* any = scale_->year_of(LocalDate{days{0}});
  if (any == nullptr) return std::nullopt;
  const auto months = static_cast<PeriodNumber>(any->months.size());
  const PeriodNumber in_year = ((number % months) + months) % months;
  const ScaleYear* year = scale_->year((number - in_year) / months);
  if (year == nullptr) return std::nullopt;
  return Place{year, &year->months[static_cast<std::size_t>(in_year)]};
}

bool ScaledDays::allows_month(const ScaleMonth& month) const {
  if (rule_.by_month.empty() && rule_.by_leap_month.empty()) return true;
  return holds(month.leap ? rule_.by_leap_month : rule_.by_month, month.number);
}

bool ScaledDays::take_period(PeriodNumber period, std::vector<LocalDate>& days) {
  if (rule_.frequency == Frequency::Yearly) {
    const ScaleYear* year = scale_->year(period);
    if (year == nullptr) return false;
    take_year(*year, days);
  } else {
    const auto place = month_numbered(period);
    if (!place) return false;
    if (allows_month(*place->month)) take_month(place->month->first, place->month->end, days);
  }
  std::erase_if(days, [this](LocalDate date) { return !passes(date); });
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return budget_.spend(1 + days.size());
}

void ScaledDays::take_year(const ScaleYear& year, std::vector<LocalDate>& days) {
  if (rule_.by_month_day.empty() && !rule_.by_year_day.empty()) {
    take_numbered(rule_.by_year_day, year.first(), year.end(), days);
    std::erase_if(days, [this](LocalDate date) {
      const auto place = place_of(date);
      return !place || (rule_.skip == InvalidDate::Omit && !allows_month(*place->month));
    });
    return;
  }
  if (rule_.by_month.empty() && rule_.by_leap_month.empty()) {
    for (const ScaleMonth& month : year.months) take_month(month.first, month.end, days);
    return;
  }
  const auto take = [&](int number, bool leap) {
    LocalDate end;
    if (const auto first = month_of(year, number, leap, end)) take_month(*first, end, days);
  };
  for (const int number : rule_.by_month) take(number, false);
  for (const int number : rule_.by_leap_month) take(number, true);
}

// The first day and the end of a month; where the year does not have it, of the one that SKIP puts in its place.
std::optional<LocalDate> ScaledDays::month_of(const ScaleYear& year, int number, bool leap, LocalDate& end) {
  const auto there = std::find_if(year.months.begin(), year.months.end(), [number, leap](const ScaleMonth& month) {
    return month.number == number && month.leap == leap;
  });
  const ScaleMonth* month = there == year.months.end() ? nullptr : &*there;
  if (month == nullptr && rule_.skip != InvalidDate::Omit) {
    // The leap month would come after the month of its number.
    auto after = std::find_if(year.months.begin(), year.months.end(),
                              [number](const ScaleMonth& each) { return each.number > number; });
    if (rule_.skip == InvalidDate::Backward && after != year.months.begin()) {
      month = &*std::prev(after);
    } else if (after != year.months.end()) {
      month = &*after;
    } else if (const ScaleYear* next = scale_->year(year.number + 1)) {
      month = &next->months.front();
    }
  }
  if (month == nullptr) return std::nullopt;
  end = month->end;
  return month->first;
}

void ScaledDays::take_month(LocalDate first, LocalDate end, std::vector<LocalDate>& out) {
  if (!rule_.by_month_day.empty()) return take_numbered(rule_.by_month_day, first, end, out);
  for (LocalDate date = first; date < end; date += days{1}) out.push_back(date);
}

// SKIP: a day after the end is read as the last one or the first behind it, one before the beginning likewise.
void ScaledDays::take_numbered(const std::vector<int>& numbers, LocalDate first, LocalDate end,
                               std::vector<LocalDate>& out) {
  const std::int64_t length = days_between(first, end);
  for (const int number : numbers) {
    const std::int64_t place = number > 0 ? number - 1 : length + number;
    if (place >= 0 && place < length) {
      out.push_back(first + days{place});
    } else if (rule_.skip != InvalidDate::Omit) {
      const LocalDate edge = place < 0 ? first : end;
      out.push_back(rule_.skip == InvalidDate::Forward ? edge : edge - days{1});
    }
  }
}

bool ScaledDays::passes(LocalDate date) {
  const auto place = place_of(date);
  if (!place) return false;
  const ScaleYear& year = *place->year;
  const bool from_months = !rule_.by_month_day.empty() || rule_.frequency != Frequency::Yearly;
  if (from_months && !rule_.by_year_day.empty() &&
      !holds_ordinal(rule_.by_year_day, days_between(year.first(), date) + 1, days_between(year.first(), year.end()))) {
    return false;
  }
  return passes_weekday(date, *place) && passes_week(date);
}

bool ScaledDays::passes_weekday(LocalDate date, const Place& place) const {
  if (rule_.by_day.empty()) return true;
  const bool in_month = nth_of_ == NthOf::Month;
  const LocalDate first = in_month ? place.month->first : place.year->first();
  const LocalDate end = in_month ? place.month->end : place.year->end();
  const std::int64_t nth = days_between(first, date) / 7 + 1;
  const std::int64_t from_end = -(days_between(date, end) - 1) / 7 - 1;
  return std::any_of(rule_.by_day.begin(), rule_.by_day.end(), [&](const WeekdayNumber& each) {
    if (each.day != weekday{date}) return false;
    return each.nth == 0 || nth_of_ == NthOf::Nothing || each.nth == nth || each.nth == from_end;
  });
}

// The fourth day of a week says its year (day_filter.cpp).
std::optional<std::pair<const ScaleYear*, int>> ScaledDays::week_of(LocalDate date) {
  const LocalDate fourth = date - (weekday{date} - rule_.week_start) + days{3};
  const ScaleYear* year = scale_->year_of(fourth);
  if (year == nullptr) return std::nullopt;
  return std::pair{year, static_cast<int>(days_between(year->first(), fourth) / 7) + 1};
}

bool ScaledDays::passes_week(LocalDate date) {
  if (rule_.by_week_number.empty()) return true;
  const auto week = week_of(date);
  // The fourth day before the end is always in the last week of its year.
  const auto last = week ? week_of(week->first->end() - days{4}) : std::nullopt;
  return last && holds_ordinal(rule_.by_week_number, week->second, last->second);
}

bool ScaledDays::allows(LocalDate date) {
  const auto place = place_of(date);
  if (!place || !allows_month(*place->month)) return false;
  const std::int64_t length = days_between(place->month->first, place->month->end);
  if (!rule_.by_month_day.empty() &&
      !holds_ordinal(rule_.by_month_day, days_between(place->month->first, date) + 1, length)) {
    return false;
  }
  return passes(date);
}

std::optional<LocalDate> ScaledDays::next_allowed(LocalDate from, LocalDate last) {
  while (from <= last && budget_.spend()) {
    if (allows(from)) return from;
    const auto place = place_of(from);
    if (!place) return std::nullopt;
    from = allows_month(*place->month) ? from + days{1} : place->month->end;
  }
  return std::nullopt;
}

}  // namespace tandem::calendar
