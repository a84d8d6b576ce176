#pragma once
// The properties of one VEVENT or AVAILABLE, as libical holds them, to an Event. Internal to calendar/ics; the
// component stays the caller's.

#include <optional>
#include <string_view>
#include <vector>

#include "calendar/ics/event.h"
#include "calendar/ics/feed_problem.h"
#include "platform/base/result.h"

struct icalcomponent_impl;

namespace tandem::calendar {

// Where it stands and whose calendar it is in (parse.h), which may be empty.
struct EventSource {
  std::size_t line{0};
  std::optional<Instant> stamp;  // when it stands beside the text (component_cutter.h)
  std::string_view owner;
};

// Errors and `problems` as read_event() of component_reader.h.
[[nodiscard]] platform::Result<Event> read_event_properties(icalcomponent_impl* component, const EventSource& source,
                                                            std::vector<FeedProblem>& problems);

}  // namespace tandem::calendar
