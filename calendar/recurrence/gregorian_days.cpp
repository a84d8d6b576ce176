#include "calendar/recurrence/gregorian_days.h"

#include <bit>

namespace tandem::calendar {

using namespace std::chrono;

GregorianDays::GregorianDays(const RecurrenceRule& rule, LocalDate start, WorkBudget& budget)
    : budget_(budget), filter_(rule, start), yearly_(rule.frequency == Frequency::Yearly) {}

PeriodNumber GregorianDays::period_of(LocalDate date) {
  const year_month_day ymd{date};
  return yearly_ ? PeriodNumber{int{ymd.year()}} : PeriodNumber{int{ymd.year()}} * 12 + unsigned{ymd.month()} - 1;
}

bool GregorianDays::take_period(PeriodNumber period, std::vector<LocalDate>& days) {
  if (!yearly_) {
    return take_month(year{static_cast<int>(period / 12)} / month{static_cast<unsigned>(period % 12) + 1}, days);
  }
  for (unsigned number = 1; number <= 12; ++number) {
    if (!take_month(year{static_cast<int>(period)} / month{number}, days)) return false;
  }
  return true;
}

bool GregorianDays::take_month(year_month month, std::vector<LocalDate>& days) {
  if (!filter_.allows_month(month.month())) return true;
  const LocalDate first = local_days{month / 1};
  for (MonthDays rest = days_of(month); rest != 0; rest &= rest - 1) {
    days.push_back(first + std::chrono::days{std::countr_zero(rest)});
  }
  return budget_.spend();
}

// What a week counts as at the turn of a year depends on the lengths of the years on both sides.
std::size_t GregorianDays::kind_of(year in) const {
  const std::size_t first_weekday = weekday{local_days{in / January / 1}}.c_encoding();
  const std::size_t kind = first_weekday * 2 + (in.is_leap() ? 1 : 0);
  if (!filter_.has_weeks()) return kind * 4;
  return kind * 4 + ((in - years{1}).is_leap() ? 2 : 0) + ((in + years{1}).is_leap() ? 1 : 0);
}

GregorianDays::MonthDays GregorianDays::days_of(year_month month) {
  const std::size_t place = kind_of(month.year()) * 12 + unsigned{month.month()} - 1;
  if (known_.test(place)) return known_days_.at(place);
  MonthDays found = 0;
  if (filter_.allows_month(month.month())) {
    const LocalDate first = local_days{month / 1};
    const LocalDate end = local_days{month / last} + days{1};
    for (LocalDate date = first; date < end; date += days{1}) {
      if (filter_.allows(date)) found |= MonthDays{1} << (date - first).count();
    }
  }
  known_.set(place);
  return known_days_.at(place) = found;
}

bool GregorianDays::allows(LocalDate date) {
  if (filter_.only_weekdays()) return filter_.allows(date);
  if (date < month_start_ || date >= month_end_) {
    const year_month_day ymd{date};
    const year_month month = ymd.year() / ymd.month();
    month_start_ = local_days{month / 1};
    month_end_ = local_days{month / last} + days{1};
    month_days_ = days_of(month);
  }
  return ((month_days_ >> (date - month_start_).count()) & 1U) != 0;
}

std::optional<LocalDate> GregorianDays::next_allowed(LocalDate from, LocalDate last_day) {
  while (from <= last_day) {
    if (allows(from)) return from;
    if (filter_.only_weekdays()) {
      from += days{1};
      continue;
    }
    if (!budget_.spend()) return std::nullopt;
    const MonthDays rest = month_days_ >> (from - month_start_).count();
    from = rest == 0 ? month_end_ : from + days{std::countr_zero(rest)};
  }
  return std::nullopt;
}

}  // namespace tandem::calendar
