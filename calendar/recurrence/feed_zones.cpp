#include "calendar/recurrence/feed_zones.h"

#include <algorithm>

#include "calendar/time/zone_names.h"

namespace tandem::calendar {
FeedZones::FeedZones(const Feed& feed, const Zone& fallback, Instant until)
    : feed_(feed), until_(until), utc_(Zone()), base_(fallback) {
  if (!feed.default_tzid.empty()) base_ = resolve(feed.default_tzid);
}

const ZoneClock& FeedZones::clock_of(const EventTime& time) {
  if (time.kind == EventTime::Kind::Utc) return utc_;
  if (time.kind != EventTime::Kind::Zoned) return base_;
  auto known = named_.find(time.tzid);
  if (known == named_.end()) known = named_.emplace(time.tzid, resolve(time.tzid)).first;
  return known->second;
}

ZoneClock FeedZones::resolve(const std::string& tzid) {
  if (const auto zone = zone_of_tzid(tzid)) return ZoneClock(*zone);
  const auto defined = std::find_if(feed_.zones.begin(), feed_.zones.end(),
                                    [&tzid](const ZoneDefinition& zone) { return zone.tzid == tzid; });
  if (defined != feed_.zones.end()) {
    if (const auto zone = zone_of_tzid(defined->location)) return ZoneClock(*zone);
    if (!defined->observances.empty()) return ZoneClock(*defined, until_, budget_);
  }
  report(problems_, {}, "unknown time zone " + tzid + ": its times are read on the calendar's usual clock");
  return base_;
}

}  // namespace tandem::calendar
