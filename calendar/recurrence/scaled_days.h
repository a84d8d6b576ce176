#pragma once
// RuleDays of RFC 7529: years and months of any calendar, and SKIP for the days and leap months that some of them do
// not have. Parts are applied in the order of section 4.1: BYMONTH, SKIP of months, BYWEEKNO, BYYEARDAY, BYMONTHDAY,
// SKIP of days, BYDAY. Internal to calendar/recurrence.

#include "calendar/recurrence/calendar_scale.h"
#include "calendar/recurrence/rule_days.h"

namespace tandem::calendar {

class ScaledDays final : public RuleDays {
 public:
  // `scale` knows the year of `start`.
  ScaledDays(const RecurrenceRule& rule, LocalDate start, std::unique_ptr<CalendarScale> scale, WorkBudget& budget);

  PeriodNumber period_of(LocalDate date) override;
  bool take_period(PeriodNumber period, std::vector<LocalDate>& days) override;
  bool allows(LocalDate date) override;
  std::optional<LocalDate> next_allowed(LocalDate from, LocalDate last) override;
  std::optional<int> days_each_week() const override { return std::nullopt; }

 private:
  enum class NthOf { Nothing, Month, Year };
  struct Place {
    const ScaleYear* year;
    const ScaleMonth* month;
  };

  void take_defaults(LocalDate start);
  [[nodiscard]] std::optional<Place> place_of(LocalDate date);
  [[nodiscard]] PeriodNumber number_of(const Place& place) const;
  [[nodiscard]] std::optional<Place> month_numbered(PeriodNumber number);

  [[nodiscard]] bool allows_month(const ScaleMonth& month) const;
  void take_year(const ScaleYear& year, std::vector<LocalDate>& days);
  void take_month(LocalDate first, LocalDate end, std::vector<LocalDate>& days);
  void take_numbered(const std::vector<int>& numbers, LocalDate first, LocalDate end, std::vector<LocalDate>& days);
  [[nodiscard]] std::optional<LocalDate> month_of(const ScaleYear& year, int number, bool leap, LocalDate& end);
  // BYYEARDAY where days come from months, BYWEEKNO and BYDAY.
  [[nodiscard]] bool passes(LocalDate date);
  [[nodiscard]] bool passes_weekday(LocalDate date, const Place& place) const;
  [[nodiscard]] bool passes_week(LocalDate date);
  [[nodiscard]] std::optional<std::pair<const ScaleYear*, int>> week_of(LocalDate date);

  RecurrenceRule rule_;  // with what DTSTART says for what the rule leaves open
  NthOf nth_of_{NthOf::Nothing};
  bool equal_years_;  // every year has the same number of months
  std::unique_ptr<CalendarScale> scale_;
  WorkBudget& budget_;
};

}  // namespace tandem::calendar
