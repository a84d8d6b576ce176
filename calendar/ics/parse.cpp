#include "calendar/ics/parse.h"

#include <algorithm>

#include "calendar/ics/component_cutter.h"
#include "calendar/ics/feed_part.h"

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

// A feed as one parse() reads it.
class WholeFeed final : public ComponentSink {
 public:
  explicit WholeFeed(std::string_view owner) : owner_(owner) {}

  void take(const Component& component) override { read_into(feed_, component, owner_); }

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
