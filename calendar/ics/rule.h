#pragma once
// A recurrence rule as RFC 5545 section 3.3.10 and RFC 7529 write it, values checked for range, lists as given. What
// the parts mean is calendar/recurrence's business.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/time/zone.h"

namespace tandem::calendar {

enum class Frequency : std::uint8_t { Secondly, Minutely, Hourly, Daily, Weekly, Monthly, Yearly };

// MO, 1MO (the first), -1FR (the last). `nth` is 0 when every such day is meant.
struct WeekdayNumber {
  std::chrono::weekday day;
  int nth{0};
  bool operator==(const WeekdayNumber&) const = default;
};

// The last moment a rule may reach. RFC 5545 wants the kind of DTSTART; feeds write any.
struct RuleUntil {
  enum class Kind : std::uint8_t { Date, Local, Utc };
  Kind kind{Kind::Utc};
  LocalTime time;  // UTC's own clock for Utc, midnight for Date
  bool operator==(const RuleUntil&) const = default;
};

// SKIP of RFC 7529: what becomes of a day or leap month that a month or year does not have.
enum class InvalidDate : std::uint8_t { Omit, Backward, Forward };

struct RecurrenceRule {
  Frequency frequency{Frequency::Daily};
  std::int64_t interval{1};
  std::optional<std::int64_t> count;
  std::optional<RuleUntil> until;
  std::chrono::weekday week_start{std::chrono::Monday};
  std::vector<int> by_second, by_minute, by_hour;
  std::vector<int> by_month_day, by_year_day, by_week_number, by_month, by_set_position;
  std::vector<WeekdayNumber> by_day;
  std::string scale;               // RSCALE, in capitals; empty for the Gregorian calendar
  std::vector<int> by_leap_month;  // BYMONTH=5L
  InvalidDate skip{InvalidDate::Omit};
  bool operator==(const RecurrenceRule&) const = default;
};

}  // namespace tandem::calendar
