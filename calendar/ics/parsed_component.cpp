#include "calendar/ics/parsed_component.h"

#include <libical/ical.h>

#include "calendar/ics/parser_limits.h"

namespace tandem::calendar {

void FreeComponent::operator()(icalcomponent* component) const { icalcomponent_free(component); }

platform::Result<ParsedComponent> parse_component(const Component& component) {
  const auto text = within_parser_limits(component.text);
  if (!text) return tl::unexpected(text.error());
  ParsedComponent parsed(icalparser_parse_string(text->c_str()));
  if (!parsed) return platform::fail(platform::ErrorKind::Invalid, "it cannot be parsed");
  return parsed;
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
