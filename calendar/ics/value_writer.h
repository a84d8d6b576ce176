#pragma once
// Values as iCalendar writes them: RFC 5545 section 3.3. Years are 1 to 9999. Internal to calendar/ics; pure, any
// thread.

#include <string>

#include "calendar/ics/event.h"

namespace tandem::calendar {

// "20260105T090000Z"
[[nodiscard]] std::string instant_value(Instant at);
// "20260105" for a Date, "20260105T090000" for a Floating or Zoned time, with Z for Utc.
[[nodiscard]] std::string time_value(const EventTime& time);
// "20260105T090000", of no particular clock.
[[nodiscard]] std::string local_value(LocalTime time);
// "P1DT25H": hours are never made days, which would follow the wall clock.
[[nodiscard]] std::string duration_value(const EventDuration& duration);
// "20260105T090000Z/PT1H", or start and end; just the start when it has neither.
[[nodiscard]] std::string extra_date_value(const ExtraDate& date);
// "+0530", "-001521"
[[nodiscard]] std::string offset_value(std::chrono::seconds offset);
// "FREQ=WEEKLY;BYDAY=MO,WE". What has its default value is left out.
[[nodiscard]] std::string rule_value(const RecurrenceRule& rule);

}  // namespace tandem::calendar
