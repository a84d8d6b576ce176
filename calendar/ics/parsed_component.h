#pragma once
// A component as libical's parser holds it, and how one walks through it. Internal to calendar/ics. Properties and
// parts belong to their component.

#include <memory>
#include <string_view>

#include "calendar/ics/component_cutter.h"
#include "platform/base/result.h"

struct icalcomponent_impl;
struct icalproperty_impl;

namespace tandem::calendar {

struct FreeComponent {
  void operator()(icalcomponent_impl* component) const;
};
using ParsedComponent = std::unique_ptr<icalcomponent_impl, FreeComponent>;

// Never null. What libical cannot read of it becomes an X-LIC-ERROR property. Invalid when it is over the limits of
// parser_limits.h or there is nothing in it.
[[nodiscard]] platform::Result<ParsedComponent> parse_component(const Component& component);

// Null at the end. One walk at a time through one component.
[[nodiscard]] icalproperty_impl* first_property(icalcomponent_impl* component);
[[nodiscard]] icalproperty_impl* next_property(icalcomponent_impl* component);
[[nodiscard]] icalcomponent_impl* first_part(icalcomponent_impl* component);
[[nodiscard]] icalcomponent_impl* next_part(icalcomponent_impl* component);

template <class Visit>
void for_each_property(icalcomponent_impl* component, Visit&& visit) {
  for (auto* property = first_property(component); property != nullptr; property = next_property(component)) {
    visit(property);
  }
}

template <class Visit>
void for_each_part(icalcomponent_impl* component, Visit&& visit) {
  for (auto* part = first_part(component); part != nullptr; part = next_part(component)) visit(part);
}

}  // namespace tandem::calendar
