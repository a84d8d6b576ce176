#pragma once
// RuleDays of the Gregorian calendar. What a month of a year of one kind (leap or not, its first weekday, and its
// neighbours where weeks are counted) allows is worked out once. Internal to calendar/recurrence.

#include <array>
#include <bitset>

#include "calendar/recurrence/day_filter.h"
#include "calendar/recurrence/rule_days.h"

namespace tandem::calendar {

class GregorianDays final : public RuleDays {
 public:
  GregorianDays(const RecurrenceRule& rule, LocalDate start, WorkBudget& budget);

  PeriodNumber period_of(LocalDate date) override;
  bool take_period(PeriodNumber period, std::vector<LocalDate>& days) override;
  bool allows(LocalDate date) override;
  std::optional<LocalDate> next_allowed(LocalDate from, LocalDate last) override;
  std::optional<int> days_each_week() const override { return filter_.days_each_week(); }

 private:
  // Bit 0 is the first of the month.
  using MonthDays = std::uint32_t;
  static constexpr std::size_t kKindsOfYear = 7 * 2 * 2 * 2;

  MonthDays days_of(std::chrono::year_month month);
  bool take_month(std::chrono::year_month month, std::vector<LocalDate>& days);
  [[nodiscard]] std::size_t kind_of(std::chrono::year year) const;

  WorkBudget& budget_;
  DayFilter filter_;
  bool yearly_;
  std::array<MonthDays, kKindsOfYear * 12> known_days_;
  std::bitset<kKindsOfYear * 12> known_;
  // The month that allows() looked at last.
  LocalDate month_start_{std::chrono::days{0}}, month_end_{std::chrono::days{0}};
  MonthDays month_days_{0};
};

}  // namespace tandem::calendar
