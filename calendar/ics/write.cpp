#include "calendar/ics/write.h"

#include "calendar/ics/content_line.h"
#include "calendar/ics/event_writer.h"
#include "calendar/ics/value_writer.h"
#include "calendar/ics/zones_in_use.h"

namespace tandem::calendar {
namespace {

constexpr std::string_view kProductId = "-//Tandem//Rooms and sessions//EN";

void append_beginning(std::string& out) {
  append_line(out, "BEGIN:VCALENDAR");
  append_line(out, "VERSION:2.0");
  append_line(out, "PRODID:" + std::string(kProductId));
  append_line(out, "CALSCALE:GREGORIAN");
}

// RFC 7986 has NAME and REFRESH-INTERVAL; the X- ones are what Apple's, Google's and Microsoft's programs read. Not
// X-WR-TIMEZONE: it is for floating times, and some programs move the others by it as well.
void append_subscription(std::string& out, const PublishedCalendar& calendar) {
  append_line(out, "METHOD:PUBLISH");
  if (!calendar.name.empty()) {
    append_line(out, "NAME:" + text_value(calendar.name));
    append_line(out, "X-WR-CALNAME:" + text_value(calendar.name));
  }
  if (calendar.refresh_after > std::chrono::minutes{0}) {
    const std::string every = duration_value({std::chrono::days{0}, calendar.refresh_after});
    append_line(out, "REFRESH-INTERVAL;VALUE=DURATION:" + every);
    append_line(out, "X-PUBLISHED-TTL:" + every);
  }
}

platform::Status append_contents(std::string& out, const std::vector<PublishedEvent>& events,
                                 const std::vector<ZoneDefinition>& given) {
  const auto zones = zones_in_use(events, given);
  if (!zones) return tl::unexpected(zones.error());
  for (const ZoneDefinition& zone : *zones) write_zone(out, zone);
  for (const PublishedEvent& event : events) write_event(out, event);
  append_line(out, "END:VCALENDAR");
  return {};
}

// Whether the clocks of the zone show this time twice.
bool is_repeated(const Zone& zone, Instant at) {
  const LocalTime local = zone.to_local(at);
  if (zone.to_instant(local) != at) return true;
  const ZonePeriod now = zone.period_at(at);
  return zone.to_local(now.when.end) <= local;
}

}  // namespace

EventTime on_clock_of(const Zone& zone, Instant at) {
  const bool is_utc = zone == Zone() || zone.name() == "UTC";
  if (is_utc || is_repeated(zone, at)) return {EventTime::Kind::Utc, LocalTime{at.time_since_epoch()}, {}};
  return {EventTime::Kind::Zoned, zone.to_local(at), zone.name()};
}

platform::Result<std::string> write_calendar(const PublishedCalendar& calendar) {
  std::string out;
  append_beginning(out);
  append_subscription(out, calendar);
  if (auto done = append_contents(out, calendar.events, calendar.zones); !done) return tl::unexpected(done.error());
  return out;
}

platform::Result<std::string> write_object(const std::vector<PublishedEvent>& events,
                                           const std::vector<ZoneDefinition>& zones) {
  std::string out;
  append_beginning(out);
  if (auto done = append_contents(out, events, zones); !done) return tl::unexpected(done.error());
  return out;
}

}  // namespace tandem::calendar
