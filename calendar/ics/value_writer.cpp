#include "calendar/ics/value_writer.h"

#include <array>
#include <string_view>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

void append_padded(std::string& out, long long number, std::size_t width) {
  const std::string digits = std::to_string(number);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

std::string date_value(LocalTime time) {
  const year_month_day date{floor<days>(time)};
  std::string out;
  append_padded(out, static_cast<int>(date.year()), 4);
  append_padded(out, static_cast<unsigned>(date.month()), 2);
  append_padded(out, static_cast<unsigned>(date.day()), 2);
  return out;
}

std::string clock_value(seconds time_of_day) {
  const hh_mm_ss parts{time_of_day};
  std::string out;
  append_padded(out, parts.hours().count(), 2);
  append_padded(out, parts.minutes().count(), 2);
  append_padded(out, parts.seconds().count(), 2);
  return out;
}

std::string_view name_of(Frequency frequency) {
  constexpr std::array<std::string_view, 7> kNames = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                                      "WEEKLY",   "MONTHLY",  "YEARLY"};
  return kNames.at(static_cast<std::size_t>(frequency));
}

std::string_view name_of(weekday day) {
  constexpr std::array<std::string_view, 7> kNames = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  return kNames.at(day.c_encoding());
}

std::string until_value(const RuleUntil& until) {
  switch (until.kind) {
    case RuleUntil::Kind::Date: return date_value(until.time);
    case RuleUntil::Kind::Local: return local_value(until.time);
    case RuleUntil::Kind::Utc: break;
  }
  return local_value(until.time) + "Z";
}

void append_list(std::string& out, std::string_view name, const std::vector<int>& values) {
  if (values.empty()) return;
  out.append(";").append(name).append("=");
  for (const int value : values) out += std::to_string(value) + ",";
  out.pop_back();
}

// A leap month stands behind the month that it follows.
void append_months(std::string& out, const RecurrenceRule& rule) {
  append_list(out, "BYMONTH", rule.by_month);
  if (rule.by_leap_month.empty()) return;
  out += rule.by_month.empty() ? ";BYMONTH=" : ",";
  for (const int month : rule.by_leap_month) out += std::to_string(month) + "L,";
  out.pop_back();
}

// RFC 7529: SKIP wants an RSCALE beside it.
std::string scale_value(const RecurrenceRule& rule) {
  if (!rule.scale.empty()) return "RSCALE=" + rule.scale + ";";
  return rule.skip == InvalidDate::Omit ? "" : "RSCALE=GREGORIAN;";
}

std::string_view skip_value(InvalidDate skip) {
  switch (skip) {
    case InvalidDate::Omit: return {};
    case InvalidDate::Backward: return ";SKIP=BACKWARD";
    case InvalidDate::Forward: return ";SKIP=FORWARD";
  }
  return {};
}

void append_weekdays(std::string& out, const std::vector<WeekdayNumber>& days) {
  if (days.empty()) return;
  out += ";BYDAY=";
  for (const WeekdayNumber& day : days) {
    if (day.nth != 0) out += std::to_string(day.nth);
    out.append(name_of(day.day)).append(",");
  }
  out.pop_back();
}

}  // namespace

std::string local_value(LocalTime time) {
  const auto day = floor<days>(time);
  return date_value(time) + "T" + clock_value(time - day);
}

std::string instant_value(Instant at) { return local_value(LocalTime{at.time_since_epoch()}) + "Z"; }

std::string time_value(const EventTime& time) {
  switch (time.kind) {
    case EventTime::Kind::Date: return date_value(time.local);
    case EventTime::Kind::Utc: return local_value(time.local) + "Z";
    case EventTime::Kind::Floating:
    case EventTime::Kind::Zoned: break;
  }
  return local_value(time.local);
}

std::string duration_value(const EventDuration& duration) {
  const seconds exact = duration.exact % 60;
  const auto whole_minutes = floor<minutes>(duration.exact);
  const auto whole_hours = floor<hours>(whole_minutes);
  std::string out = "P";
  if (duration.days != days{0}) out += std::to_string(duration.days.count()) + "D";
  if (duration.exact == seconds{0} && out.size() > 1) return out;
  out += "T";
  // RFC 5545 section 3.3.6 has no hours and seconds without minutes between them.
  const bool seconds_too = exact != seconds{0};
  if (whole_hours != hours{0}) out += std::to_string(whole_hours.count()) + "H";
  const auto rest = whole_minutes - whole_hours;
  if (rest != minutes{0} || (seconds_too && whole_hours != hours{0})) out += std::to_string(rest.count()) + "M";
  if (seconds_too || duration.exact == seconds{0}) out += std::to_string(exact.count()) + "S";
  return out;
}

std::string extra_date_value(const ExtraDate& date) {
  std::string out = time_value(date.start);
  if (date.end) return out + "/" + time_value(*date.end);
  if (date.duration) return out + "/" + duration_value(*date.duration);
  return out;
}

std::string offset_value(seconds offset) {
  const std::string clock = clock_value(abs(offset));
  const bool whole_minutes = offset % minutes{1} == seconds{0};
  return (offset < seconds{0} ? "-" : "+") + (whole_minutes ? clock.substr(0, 4) : clock);
}

std::string rule_value(const RecurrenceRule& rule) {
  std::string out = scale_value(rule).append("FREQ=").append(name_of(rule.frequency));
  if (rule.interval != 1) out += ";INTERVAL=" + std::to_string(rule.interval);
  if (rule.count) out += ";COUNT=" + std::to_string(*rule.count);
  if (rule.until) out += ";UNTIL=" + until_value(*rule.until);
  append_list(out, "BYSECOND", rule.by_second);
  append_list(out, "BYMINUTE", rule.by_minute);
  append_list(out, "BYHOUR", rule.by_hour);
  append_weekdays(out, rule.by_day);
  append_list(out, "BYMONTHDAY", rule.by_month_day);
  append_list(out, "BYYEARDAY", rule.by_year_day);
  append_list(out, "BYWEEKNO", rule.by_week_number);
  append_months(out, rule);
  append_list(out, "BYSETPOS", rule.by_set_position);
  if (rule.week_start != Monday) out += ";WKST=" + std::string(name_of(rule.week_start));
  out += skip_value(rule.skip);
  return out;
}

}  // namespace tandem::calendar
