#include "calendar/ics/parsed_component.h"

#include <libical/ical.h>

namespace tandem::calendar {
void FreeComponent::operator()(icalcomponent* component) const { icalcomponent_free(component); }

ParsedComponent parse_component(const Component& component) {
  return ParsedComponent(icalparser_parse_string(component.text.c_str()));
}

icalproperty* first_property(icalcomponent* component) {
  return icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY);
}

icalproperty* next_property(icalcomponent* component) {
  return icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY);
}

icalcomponent* first_part(icalcomponent* component) {
  return icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT);
}

icalcomponent* next_part(icalcomponent* component) {
  return icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT);
}

}  // namespace tandem::calendar
