#include "calendar/ics/parse.h"

#include "calendar/ics/component_cutter.h"
#include "calendar/ics/component_reader.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

void report_skipped(const Component& component, const std::string& why, Feed& feed) {
  static constexpr const char* kNames[] = {"event", "time zone", "free/busy list"};
  const std::string name = kNames[static_cast<std::size_t>(component.kind)];
  report(feed.problems, uid_of(component), "the " + name + " is skipped: " + why, component.line);
}

platform::Status check_limits(const Feed& feed) {
  if (feed.events.size() > kMaxFeedEvents) {
    return fail(ErrorKind::TooLarge, "the calendar has more than " + std::to_string(kMaxFeedEvents) + " events");
  }
  if (feed.zones.size() > kMaxFeedZones) {
    return fail(ErrorKind::TooLarge, "the calendar has more than " + std::to_string(kMaxFeedZones) + " time zones");
  }
  return {};
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
  const auto busy = read_free_busy(component);
  if (busy) {
    feed.busy.insert(feed.busy.end(), busy->begin(), busy->end());
  } else {
    report_skipped(component, busy.error().message, feed);
  }
}

void take(const Component& component, std::string_view owner, Feed& feed) {
  if (!component.defect.empty()) {
    report_skipped(component, component.defect, feed);
    return;
  }
  switch (component.kind) {
    case Component::Kind::Event:
      return take_into(feed.events, read_event(component, owner, feed.problems), component, feed);
    case Component::Kind::Zone: return take_into(feed.zones, read_zone(component), component, feed);
    case Component::Kind::FreeBusy: return take_free_busy(component, feed);
  }
}

std::string beginning_of(std::string_view text) {
  constexpr std::size_t kShown = 40;
  return std::string(text.substr(0, text.substr(0, kShown).find_first_of("\r\n")).substr(0, kShown));
}

}  // namespace

platform::Result<Feed> parse(std::string_view text, std::string_view owner) {
  if (text.size() > kMaxFeedBytes) {
    return fail(ErrorKind::TooLarge, "the calendar has " + std::to_string(text.size()) + " bytes, more than " +
                                         std::to_string(kMaxFeedBytes));
  }
  Feed feed;
  ComponentCutter cutter(text);
  while (const auto component = cutter.next()) {
    take(*component, owner, feed);
    if (const auto within = check_limits(feed); !within) return tl::unexpected(within.error());
  }
  if (!cutter.saw_calendar()) {
    return fail(ErrorKind::Invalid, "this is no calendar: it begins with \"" + beginning_of(text) + "\"");
  }
  if (!cutter.calendar_closed()) report(feed.problems, {}, "the feed is cut off: it has no END:VCALENDAR");
  feed.default_tzid = cutter.default_tzid();
  return feed;
}

}  // namespace tandem::calendar
