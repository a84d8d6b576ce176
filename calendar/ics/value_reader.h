#pragma once
// One property as libical holds it, read into our own types with every range checked. Internal to calendar/ics; the
// property belongs to the caller's component. Each function: nullopt when the property has no such value or it is out
// of range.

#include <optional>
#include <string>
#include <string_view>

#include "calendar/ics/event.h"

struct icalproperty_impl;

namespace tandem::calendar {

[[nodiscard]] std::optional<EventTime> read_time(icalproperty_impl* property);
// A DTSTAMP, which is in UTC.
[[nodiscard]] std::optional<Instant> read_stamp(icalproperty_impl* property);
[[nodiscard]] std::optional<EventDuration> read_duration(icalproperty_impl* property);
// A DATE, DATE-TIME or PERIOD.
[[nodiscard]] std::optional<ExtraDate> read_extra_date(icalproperty_impl* property);
[[nodiscard]] std::optional<std::chrono::seconds> read_offset(icalproperty_impl* property);
// The text that is meant, without the escapes of RFC 5545 section 3.3.11.
[[nodiscard]] std::string read_text(icalproperty_impl* property);
// A TZID as it can be compared: a parameter may have quotes around it, a property backslashes inside, and both spaces.
[[nodiscard]] std::string plain_tzid(std::string_view written);

}  // namespace tandem::calendar
