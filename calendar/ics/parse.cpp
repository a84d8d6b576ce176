#include "calendar/ics/parse.h"

#include <algorithm>

#include "calendar/ics/component_cutter.h"
#include "calendar/ics/component_reader.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

void report_skipped(const Component& component, const std::string& why, Feed& feed) {
  static constexpr const char* kNames[] = {"event", "time zone", "free/busy list", "working hours"};
  const std::string name = kNames[static_cast<std::size_t>(component.kind)];
  report(feed.problems, uid_of(component), "the " + name + " is skipped: " + why, component.line);
}

// A feed as one parse() reads it.
class WholeFeed final : public ComponentSink {
 public:
  explicit WholeFeed(std::string_view owner) : owner_(owner) {}

  void take(const Component& component) override {
    if (!component.defect.empty()) return report_skipped(component, component.defect, feed_);
    switch (component.kind) {
      case Component::Kind::Event:
        return take_into(feed_.events, read_event(component, owner_, feed_.problems), component);
      case Component::Kind::Zone: return take_into(feed_.zones, read_zone(component), component);
      case Component::Kind::FreeBusy: return take_free_busy(component);
      case Component::Kind::WorkingHours:
        return take_into(feed_.working_hours, read_working_hours(component, feed_.problems), component);
    }
  }

  [[nodiscard]] platform::Status within_limits() const {
    if (feed_.events.size() > kMaxFeedEvents) {
      return fail(ErrorKind::TooLarge, "the calendar has more than " + std::to_string(kMaxFeedEvents) + " events");
    }
    if (feed_.zones.size() > kMaxFeedZones) {
      return fail(ErrorKind::TooLarge, "the calendar has more than " + std::to_string(kMaxFeedZones) + " time zones");
    }
    if (feed_.working_hours.size() > kMaxFeedWorkingHours) {
      return fail(ErrorKind::TooLarge,
                  "the calendar has more than " + std::to_string(kMaxFeedWorkingHours) + " working hours");
    }
    return {};
  }

  Feed& feed() { return feed_; }

 private:
  template <class T>
  void take_into(std::vector<T>& list, platform::Result<T> read, const Component& component) {
    if (read) {
      list.push_back(std::move(*read));
    } else {
      report_skipped(component, read.error().message, feed_);
    }
  }

  void take_free_busy(const Component& component) {
    const auto busy = read_free_busy(component, feed_.problems);
    if (busy) {
      feed_.busy.insert(feed_.busy.end(), busy->begin(), busy->end());
    } else {
      report_skipped(component, busy.error().message, feed_);
    }
  }

  std::string_view owner_;
  Feed feed_;
};

// Between two pieces the limits are looked at.
constexpr std::size_t kPieceBytes = std::size_t{64} * 1024;

}  // namespace

platform::Result<Feed> parse(std::string_view text, std::string_view owner) {
  if (text.size() > kMaxFeedBytes) {
    return fail(ErrorKind::TooLarge, "the calendar has " + std::to_string(text.size()) + " bytes, more than " +
                                         std::to_string(kMaxFeedBytes));
  }
  WholeFeed whole(owner);
  ComponentCutter cutter(whole);
  for (std::string_view rest = text; !rest.empty(); rest.remove_prefix(std::min(rest.size(), kPieceBytes))) {
    cutter.push(rest.substr(0, kPieceBytes));
    if (auto within = whole.within_limits(); !within) return tl::unexpected(within.error());
  }
  cutter.finish();
  Feed& feed = whole.feed();
  if (auto within = whole.within_limits(); !within) return tl::unexpected(within.error());
  if (!cutter.saw_calendar()) {
    return fail(ErrorKind::Invalid, "this is no calendar: it begins with \"" + cutter.beginning() + "\"");
  }
  if (!cutter.calendar_closed()) report(feed.problems, {}, "the feed is cut off: it has no END:VCALENDAR");
  feed.default_tzid = cutter.default_tzid();
  return std::move(feed);
}

}  // namespace tandem::calendar
