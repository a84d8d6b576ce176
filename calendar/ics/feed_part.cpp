#include "calendar/ics/feed_part.h"

#include "calendar/ics/component_reader.h"

namespace tandem::calendar {
namespace {

void report_skipped(const Component& component, const std::string& why, Feed& feed) {
  static constexpr const char* kNames[] = {"event", "time zone", "free/busy list", "working hours"};
  const std::string name = kNames[static_cast<std::size_t>(component.kind)];
  report(feed.problems, uid_of(component), "the " + name + " is skipped: " + why, component.line);
}

template <class T>
void take_into(std::vector<T>& list, platform::Result<T> read, const Component& component, Feed& feed) {
  if (read) {
    list.push_back(std::move(*read));
  } else {
    report_skipped(component, read.error().message, feed);
  }
}

void take_free_busy(const Component& component, Feed& feed) {
  const auto busy = read_free_busy(component, feed.problems);
  if (busy) {
    feed.busy.insert(feed.busy.end(), busy->begin(), busy->end());
  } else {
    report_skipped(component, busy.error().message, feed);
  }
}

}  // namespace

void read_into(Feed& feed, const Component& component, std::string_view owner) {
  if (!component.defect.empty()) return report_skipped(component, component.defect, feed);
  switch (component.kind) {
    case Component::Kind::Event:
      return take_into(feed.events, read_event(component, owner, feed.problems), component, feed);
    case Component::Kind::Zone: return take_into(feed.zones, read_zone(component), component, feed);
    case Component::Kind::FreeBusy: return take_free_busy(component, feed);
    case Component::Kind::WorkingHours:
      return take_into(feed.working_hours, read_working_hours(component, feed.problems), component, feed);
  }
}

}  // namespace tandem::calendar
