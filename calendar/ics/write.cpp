#include "calendar/ics/write.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "platform/base/check.h"

namespace tandem::calendar {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeText {
  void operator()(char* text) const { icalmemory_free_buffer(text); }
};

icaltimetype utc_time(Instant at) {
  return icaltime_from_timet_with_zone(at.time_since_epoch().count(), 0, icaltimezone_get_utc_timezone());
}

icalproperty_status status_of(EventStatus status) {
  switch (status) {
    case EventStatus::Confirmed: return ICAL_STATUS_CONFIRMED;
    case EventStatus::Tentative: return ICAL_STATUS_TENTATIVE;
    case EventStatus::Cancelled: return ICAL_STATUS_CANCELLED;
  }
  return ICAL_STATUS_CONFIRMED;
}

// Control characters other than line feed and tab have no place in a TEXT value (RFC 5545 section 3.3.11).
std::string text_value(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (static_cast<unsigned char>(letter) >= ' ' || letter == '\n' || letter == '\t') out += letter;
  }
  return out;
}

icalcomponent* event_component(const PublishedEvent& event) {
  icalcomponent* component = icalcomponent_new(ICAL_VEVENT_COMPONENT);
  const auto add = [component](icalproperty* property) { icalcomponent_add_property(component, property); };
  add(icalproperty_new_uid(text_value(event.uid).c_str()));
  add(icalproperty_new_dtstamp(utc_time(event.stamp)));
  add(icalproperty_new_sequence(event.sequence));
  add(icalproperty_new_dtstart(utc_time(event.when.start)));
  add(icalproperty_new_dtend(utc_time(event.when.end)));
  add(icalproperty_new_summary(text_value(event.summary).c_str()));
  if (!event.location.empty()) add(icalproperty_new_location(text_value(event.location).c_str()));
  add(icalproperty_new_status(status_of(event.status)));
  return component;
}

// libical writes the value of an X property as it is, so nothing that could end the line may be in it.
icalproperty* calendar_name(const std::string& name) {
  std::string line = text_value(name);
  std::replace(line.begin(), line.end(), '\n', ' ');
  icalproperty* property = icalproperty_new_x(line.c_str());
  icalproperty_set_x_name(property, "X-WR-CALNAME");
  return property;
}

}  // namespace

std::string write_calendar(const PublishedCalendar& calendar) {
  const std::unique_ptr<icalcomponent, FreeComponent> root(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  icalcomponent_add_property(root.get(), icalproperty_new_version("2.0"));
  icalcomponent_add_property(root.get(), icalproperty_new_prodid("-//Tandem//Rooms and sessions//EN"));
  icalcomponent_add_property(root.get(), icalproperty_new_method(ICAL_METHOD_PUBLISH));
  if (!calendar.name.empty()) icalcomponent_add_property(root.get(), calendar_name(calendar.name));
  for (const PublishedEvent& event : calendar.events) icalcomponent_add_component(root.get(), event_component(event));
  const std::unique_ptr<char, FreeText> text(icalcomponent_as_ical_string_r(root.get()));
  TANDEM_CHECK(text != nullptr);
  return text.get();
}

}  // namespace tandem::calendar
