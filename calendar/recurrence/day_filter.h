#pragma once
// Whether a rule allows a day: BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY and BYDAY together, with what RFC 5545 section
// 3.3.10 takes from DTSTART when none of them says it. Internal to calendar/recurrence.

#include <array>
#include <bitset>
#include <optional>
#include <vector>

#include "calendar/ics/rule.h"

namespace tandem::calendar {

class DayFilter {
 public:
  DayFilter(const RecurrenceRule& rule, LocalDate start);

  [[nodiscard]] bool allows(LocalDate date) const;
  // Only this month of a year can have days, for skipping whole months.
  [[nodiscard]] bool allows_month(std::chrono::month month) const { return months_.test(unsigned{month}); }
  // Nothing but the weekday matters.
  [[nodiscard]] bool only_weekdays() const { return only_weekdays_; }
  [[nodiscard]] bool has_weeks() const { return has_weeks_; }
  // How many days every week has, when only the weekday matters.
  [[nodiscard]] std::optional<int> days_each_week() const {
    if (!only_weekdays_) return std::nullopt;
    return any_weekday_ ? 7 : static_cast<int>(weekdays_.count());
  }

 private:
  enum class NthOf { Nothing, Month, Year };

  // A value v > 0 sits at v, -v at kBack + v.
  static constexpr std::size_t kBack = 400;
  using Ordinals = std::bitset<2 * kBack>;
  static Ordinals ordinals_of(const std::vector<int>& values);
  static bool allows_ordinal(const Ordinals& ordinals, int position, int count);

  void take_defaults(const RecurrenceRule& rule, LocalDate start);
  void take_weekdays(const RecurrenceRule& rule);
  [[nodiscard]] bool allows_weekday(LocalDate date, const std::chrono::year_month_day& ymd) const;
  [[nodiscard]] bool allows_week(LocalDate date) const;

  std::bitset<13> months_;
  Ordinals month_days_, year_days_, weeks_;
  std::bitset<7> weekdays_;               // allowed whatever their number
  std::array<Ordinals, 7> nth_weekdays_;  // allowed at these numbers of the month or year
  // What is asked of most rules is decided without looking at the calendar.
  bool has_month_days_{false}, has_year_days_{false}, has_weeks_{false};
  bool only_weekdays_{false};
  bool any_weekday_{true};
  NthOf nth_of_{NthOf::Nothing};
  std::chrono::weekday week_start_;
};

}  // namespace tandem::calendar
