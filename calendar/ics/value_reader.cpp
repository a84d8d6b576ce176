#include "calendar/ics/value_reader.h"

#include <libical/ical.h>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

// Longer ones are mistakes, and sums with them could overflow.
constexpr days kLongestDuration{3660};

std::optional<LocalTime> clock_reading(const icaltimetype& time) {
  const year_month_day date{year{time.year}, month{static_cast<unsigned>(time.month)},
                            day{static_cast<unsigned>(time.day)}};
  if (time.year < 1 || time.year > 9999 || !date.ok()) return std::nullopt;
  if (time.is_date) return LocalTime{local_days{date}};
  const bool in_range =
      time.hour >= 0 && time.hour < 24 && time.minute >= 0 && time.minute < 60 && time.second >= 0 && time.second <= 60;
  if (!in_range) return std::nullopt;
  // RFC 5545 section 3.3.12: without leap seconds, second 60 is read as 59.
  const int second = time.second == 60 ? 59 : time.second;
  return local_days{date} + hours{time.hour} + minutes{time.minute} + seconds{second};
}

std::optional<EventTime> event_time(const icaltimetype& time, const char* tzid) {
  const auto local = clock_reading(time);
  if (!local) return std::nullopt;
  if (time.is_date) return EventTime{EventTime::Kind::Date, *local, {}};
  if (icaltime_is_utc(time)) return EventTime{EventTime::Kind::Utc, *local, {}};
  if (tzid == nullptr || *tzid == '\0') return EventTime{EventTime::Kind::Floating, *local, {}};
  return EventTime{EventTime::Kind::Zoned, *local, plain_tzid(tzid)};
}

const char* tzid_of(icalproperty* property) {
  icalparameter* parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  return parameter == nullptr ? nullptr : icalparameter_get_tzid(parameter);
}

std::optional<EventDuration> event_duration(const icaldurationtype& duration) {
  if (icaldurationtype_is_bad_duration(duration) || duration.is_neg) return std::nullopt;
  const auto most = static_cast<unsigned>(kLongestDuration.count());
  if (duration.weeks > most || duration.days > most) return std::nullopt;
  const EventDuration out{days{duration.days} + weeks{duration.weeks},
                          hours{duration.hours} + minutes{duration.minutes} + seconds{duration.seconds}};
  if (out.days > kLongestDuration || out.exact > kLongestDuration) return std::nullopt;
  return out;
}

std::optional<ExtraDate> period_date(const icalperiodtype& period, const char* tzid) {
  const auto start = event_time(period.start, tzid);
  if (!start) return std::nullopt;
  if (!icaltime_is_null_time(period.end)) return ExtraDate{*start, event_time(period.end, tzid), std::nullopt};
  return ExtraDate{*start, std::nullopt, event_duration(period.duration)};
}

std::optional<icaltimetype> time_value(const icalvalue* value) {
  if (value == nullptr) return std::nullopt;
  switch (icalvalue_isa(value)) {
    case ICAL_DATE_VALUE: return icalvalue_get_date(value);
    case ICAL_DATETIME_VALUE: return icalvalue_get_datetime(value);
    case ICAL_DATETIMEDATE_VALUE: return icalvalue_get_datetimedate(value);
    case ICAL_DATETIMEPERIOD_VALUE: {
      const icaldatetimeperiodtype either = icalvalue_get_datetimeperiod(value);
      if (icaltime_is_null_time(either.time)) return std::nullopt;
      return either.time;
    }
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<EventTime> read_time(icalproperty* property) {
  const auto time = time_value(icalproperty_get_value(property));
  if (!time) return std::nullopt;
  return event_time(*time, tzid_of(property));
}

std::optional<Instant> read_stamp(icalproperty* property) {
  const auto stamp = read_time(property);
  if (!stamp) return std::nullopt;
  return Instant{stamp->local.time_since_epoch()};
}

std::optional<EventDuration> read_duration(icalproperty* property) {
  const icalvalue* value = icalproperty_get_value(property);
  if (value == nullptr || icalvalue_isa(value) != ICAL_DURATION_VALUE) return std::nullopt;
  return event_duration(icalvalue_get_duration(value));
}

std::optional<ExtraDate> read_extra_date(icalproperty* property) {
  const icalvalue* value = icalproperty_get_value(property);
  if (value == nullptr) return std::nullopt;
  if (icalvalue_isa(value) == ICAL_PERIOD_VALUE) return period_date(icalvalue_get_period(value), tzid_of(property));
  if (const auto time = read_time(property)) return ExtraDate{*time, std::nullopt, std::nullopt};
  if (icalvalue_isa(value) != ICAL_DATETIMEPERIOD_VALUE) return std::nullopt;
  return period_date(icalvalue_get_datetimeperiod(value).period, tzid_of(property));
}

std::optional<std::chrono::seconds> read_offset(icalproperty* property) {
  const icalvalue* value = icalproperty_get_value(property);
  if (value == nullptr || icalvalue_isa(value) != ICAL_UTCOFFSET_VALUE) return std::nullopt;
  const seconds offset{icalvalue_get_utcoffset(value)};
  if (abs(offset) > days{1}) return std::nullopt;
  return offset;
}

std::string read_text(icalproperty* property) {
  const icalvalue* value = icalproperty_get_value(property);
  const bool is_text = value != nullptr && icalvalue_isa(value) == ICAL_TEXT_VALUE;
  const char* text = is_text ? icalvalue_get_text(value) : icalproperty_get_value_as_string(property);
  return text == nullptr ? std::string{} : text;
}

std::string plain_tzid(std::string_view written) {
  std::string plain;
  for (const char letter : written) {
    if (letter != '"' && letter != '\\') plain += letter;
  }
  const std::size_t first = plain.find_first_not_of(" \t'");
  if (first == std::string::npos) return {};
  return plain.substr(first, plain.find_last_not_of(" \t'") - first + 1);
}

}  // namespace tandem::calendar
