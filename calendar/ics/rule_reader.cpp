#include "calendar/ics/rule_reader.h"

#include <libical/ical.h>

#include <span>
#include <string>

namespace tandem::calendar {
namespace {

using namespace std::chrono;
using platform::ErrorKind;
using platform::fail;

struct Range {
  int least;
  int most;
  bool signed_too{false};  // -most to -least as well
  [[nodiscard]] bool holds(int value) const {
    return (value >= least && value <= most) || (signed_too && -value >= least && -value <= most);
  }
};

// libical's lists end with a marker or when they are full.
platform::Result<std::vector<int>> read_list(std::span<const short> list, const char* name, Range range) {
  std::vector<int> values;
  for (const short value : list) {
    if (value == ICAL_RECURRENCE_ARRAY_MAX) break;
    if (!range.holds(value)) {
      return fail(ErrorKind::Invalid, std::string(name) + "=" + std::to_string(value) + " is out of range");
    }
    values.push_back(value);
  }
  return values;
}

weekday weekday_of(icalrecurrencetype_weekday day) { return weekday{static_cast<unsigned>(day) - 1U}; }

platform::Result<std::vector<WeekdayNumber>> read_weekdays(std::span<const short> list) {
  constexpr int kMostWeeks = 53;
  std::vector<WeekdayNumber> days;
  for (const short value : list) {
    if (value == ICAL_RECURRENCE_ARRAY_MAX) break;
    const auto day = icalrecurrencetype_day_day_of_week(value);
    const int nth = icalrecurrencetype_day_position(value);
    if (day == ICAL_NO_WEEKDAY || nth < -kMostWeeks || nth > kMostWeeks) {
      return fail(ErrorKind::Invalid, "BYDAY is out of range");
    }
    days.push_back({weekday_of(day), nth});
  }
  return days;
}

std::optional<Frequency> frequency_of(icalrecurrencetype_frequency frequency) {
  switch (frequency) {
    case ICAL_SECONDLY_RECURRENCE: return Frequency::Secondly;
    case ICAL_MINUTELY_RECURRENCE: return Frequency::Minutely;
    case ICAL_HOURLY_RECURRENCE: return Frequency::Hourly;
    case ICAL_DAILY_RECURRENCE: return Frequency::Daily;
    case ICAL_WEEKLY_RECURRENCE: return Frequency::Weekly;
    case ICAL_MONTHLY_RECURRENCE: return Frequency::Monthly;
    case ICAL_YEARLY_RECURRENCE: return Frequency::Yearly;
    case ICAL_NO_RECURRENCE: break;
  }
  return std::nullopt;
}

platform::Result<RuleUntil> read_until(const icaltimetype& until) {
  const year_month_day date{year{until.year}, month{static_cast<unsigned>(until.month)},
                            day{static_cast<unsigned>(until.day)}};
  if (!date.ok() || until.hour > 24 || until.minute > 59 || until.second > 60) {
    return fail(ErrorKind::Invalid, "UNTIL is no date");
  }
  if (until.is_date) return RuleUntil{RuleUntil::Kind::Date, local_days{date}};
  return RuleUntil{icaltime_is_utc(until) ? RuleUntil::Kind::Utc : RuleUntil::Kind::Local,
                   local_days{date} + hours{until.hour} + minutes{until.minute} + seconds{until.second}};
}

platform::Status read_lists(const icalrecurrencetype& from, RecurrenceRule& rule) {
  struct Part {
    std::vector<int>& target;
    std::span<const short> list;
    const char* name;
    Range range;
  };
  const Part parts[] = {
      {rule.by_second, from.by_second, "BYSECOND", {0, 60}},
      {rule.by_minute, from.by_minute, "BYMINUTE", {0, 59}},
      {rule.by_hour, from.by_hour, "BYHOUR", {0, 23}},
      {rule.by_month_day, from.by_month_day, "BYMONTHDAY", {1, 31, true}},
      {rule.by_year_day, from.by_year_day, "BYYEARDAY", {1, 366, true}},
      {rule.by_week_number, from.by_week_no, "BYWEEKNO", {1, 53, true}},
      {rule.by_month, from.by_month, "BYMONTH", {1, 12}},
      {rule.by_set_position, from.by_set_pos, "BYSETPOS", {1, 366, true}},
  };
  for (const Part& part : parts) {
    auto values = read_list(part.list, part.name, part.range);
    if (!values) return tl::unexpected(values.error());
    part.target = std::move(*values);
  }
  auto days = read_weekdays(from.by_day);
  if (!days) return tl::unexpected(days.error());
  rule.by_day = std::move(*days);
  return {};
}

platform::Status check_calendar(const icalrecurrencetype& from) {
  const std::string scale = from.rscale == nullptr ? "" : from.rscale;
  if (!scale.empty() && scale != "GREGORIAN" && scale != "gregorian") {
    return fail(ErrorKind::Invalid, "RSCALE=" + scale + " is not a calendar we count in");
  }
  if (!scale.empty() && from.skip != ICAL_SKIP_OMIT && from.skip != ICAL_SKIP_UNDEFINED) {
    return fail(ErrorKind::Invalid, "SKIP moves days, which we do not read");
  }
  return {};
}

}  // namespace

platform::Result<RecurrenceRule> read_rule(icalproperty* property) {
  const icalvalue* value = icalproperty_get_value(property);
  if (value == nullptr || icalvalue_isa(value) != ICAL_RECUR_VALUE) return fail(ErrorKind::Invalid, "no rule");
  const icalrecurrencetype from = icalvalue_get_recur(value);
  const auto frequency = frequency_of(from.freq);
  if (!frequency) return fail(ErrorKind::Invalid, "no FREQ");
  if (from.interval < 1) return fail(ErrorKind::Invalid, "INTERVAL is below 1 or too large");
  if (const auto supported = check_calendar(from); !supported) return tl::unexpected(supported.error());

  RecurrenceRule rule;
  rule.frequency = *frequency;
  rule.interval = from.interval;
  if (from.week_start != ICAL_NO_WEEKDAY) rule.week_start = weekday_of(from.week_start);
  if (from.count > 0) rule.count = from.count;
  if (!icaltime_is_null_time(from.until)) {
    const auto until = read_until(from.until);
    if (!until) return tl::unexpected(until.error());
    rule.until = *until;
  }
  if (const auto lists = read_lists(from, rule); !lists) return tl::unexpected(lists.error());
  return rule;
}

}  // namespace tandem::calendar
