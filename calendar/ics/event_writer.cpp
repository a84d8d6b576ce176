#include "calendar/ics/event_writer.h"

#include "calendar/ics/content_line.h"
#include "calendar/ics/value_writer.h"

namespace tandem::calendar {
namespace {

// RFC 5545 section 3.3.8 wants an address; this one says that there is none.
constexpr std::string_view kNobody = "invalid:nomail";

void append_property(std::string& out, std::string_view name, std::string_view value) {
  append_line(out, std::string(name).append(":").append(value));
}

// What stands between the name of a property and the value of such a time.
std::string time_parameters(const EventTime& time) {
  if (time.kind == EventTime::Kind::Date) return ";VALUE=DATE";
  if (time.kind == EventTime::Kind::Zoned) return ";TZID=" + parameter_value(time.tzid);
  return {};
}

std::string extra_date_parameters(const ExtraDate& date) {
  const bool is_period = date.end || date.duration;
  return (is_period ? ";VALUE=PERIOD" : "") + time_parameters(date.start);
}

void append_time(std::string& out, const std::string& name, const EventTime& time) {
  append_property(out, name + time_parameters(time), time_value(time));
}

// One line for all neighbours that differ in their value only.
template <class Date, class Parameters, class Value>
void append_dates(std::string& out, const std::string& name, const std::vector<Date>& dates, Parameters parameters_of,
                  Value value_of) {
  for (std::size_t i = 0; i < dates.size();) {
    const std::string parameters = parameters_of(dates[i]);
    std::string values = value_of(dates[i]);
    while (++i < dates.size() && parameters_of(dates[i]) == parameters) values += "," + value_of(dates[i]);
    append_property(out, name + parameters, values);
  }
}

void append_rules(std::string& out, std::string_view name, const std::vector<RecurrenceRule>& rules) {
  for (const RecurrenceRule& rule : rules) append_property(out, name, rule_value(rule));
}

std::string_view name_of(EventStatus status) {
  switch (status) {
    case EventStatus::Confirmed: return "CONFIRMED";
    case EventStatus::Tentative: return "TENTATIVE";
    case EventStatus::Cancelled: return "CANCELLED";
  }
  return "CONFIRMED";
}

void append_identity(std::string& out, const Event& event) {
  append_property(out, "UID", text_value(event.uid));
  if (event.stamp) append_property(out, "DTSTAMP", instant_value(*event.stamp));
  if (event.stamp) append_property(out, "LAST-MODIFIED", instant_value(*event.stamp));
  append_property(out, "SEQUENCE", std::to_string(event.sequence));
  if (!event.recurrence_id) return;
  append_time(out, event.this_and_future ? "RECURRENCE-ID;RANGE=THISANDFUTURE" : "RECURRENCE-ID", *event.recurrence_id);
}

void append_times(std::string& out, const Event& event) {
  append_time(out, "DTSTART", event.start);
  if (event.end) append_time(out, "DTEND", *event.end);
  if (event.duration) append_property(out, "DURATION", duration_value(*event.duration));
  append_rules(out, "RRULE", event.rules);
  append_rules(out, "EXRULE", event.excluded_rules);
  append_dates(out, "RDATE", event.extra_dates, extra_date_parameters, extra_date_value);
  append_dates(out, "EXDATE", event.excluded_dates, time_parameters, time_value);
}

void append_observance(std::string& out, const ZoneObservance& observance) {
  const std::string_view kind = observance.daylight ? "DAYLIGHT" : "STANDARD";
  append_property(out, "BEGIN", kind);
  append_property(out, "DTSTART", local_value(observance.start));
  append_property(out, "TZOFFSETFROM", offset_value(observance.offset_from));
  append_property(out, "TZOFFSETTO", offset_value(observance.offset_to));
  append_rules(out, "RRULE", observance.rules);
  // One a line: of a list in a time zone ical.js takes the first only.
  for (const LocalTime onset : observance.extra_dates) append_property(out, "RDATE", local_value(onset));
  if (!observance.name.empty()) append_property(out, "TZNAME", text_value(observance.name));
  append_property(out, "END", kind);
}

}  // namespace

void write_event(std::string& out, const PublishedEvent& published) {
  const Event& event = published.event;
  append_property(out, "BEGIN", "VEVENT");
  append_identity(out, event);
  append_times(out, event);
  if (!published.summary.empty()) append_property(out, "SUMMARY", text_value(published.summary));
  if (!published.location.empty()) append_property(out, "LOCATION", text_value(published.location));
  if (published.private_class) append_property(out, "CLASS", "PRIVATE");
  append_property(out, "STATUS", name_of(event.status));
  append_property(out, "TRANSP", event.free ? "TRANSPARENT" : "OPAQUE");
  if (event.declined) append_property(out, "ATTENDEE;PARTSTAT=DECLINED", kNobody);
  append_property(out, "END", "VEVENT");
}

void write_zone(std::string& out, const ZoneDefinition& zone) {
  append_property(out, "BEGIN", "VTIMEZONE");
  append_property(out, "TZID", text_value(zone.tzid));
  if (!zone.location.empty()) append_property(out, "X-LIC-LOCATION", plain_value(zone.location));
  for (const ZoneObservance& observance : zone.observances) append_observance(out, observance);
  append_property(out, "END", "VTIMEZONE");
}

}  // namespace tandem::calendar
