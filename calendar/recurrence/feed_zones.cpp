#include "calendar/recurrence/feed_zones.h"

#include <algorithm>

#include "calendar/time/zone_description.h"
#include "calendar/time/zone_names.h"

namespace tandem::calendar {

FeedZones::FeedZones(const Feed& feed, const Zone& fallback, Instant until)
    : feed_(feed), until_(until), utc_(Zone(), until), base_(fallback, until) {
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
  const ZoneDefinition* defined = definition_of(tzid);
  const bool has_area = tzid.find('/') != std::string::npos || !Zone::locate(tzid);
  if (defined != nullptr && !has_area) {
    if (auto clock = clock_by(*defined)) return *clock;
  }
  if (const auto zone = zone_of_tzid(tzid)) return ZoneClock(*zone, until_);
  if (defined != nullptr) {
    if (auto clock = clock_by(*defined)) return *clock;
  }
  if (const auto zone = zone_of_description(tzid)) return ZoneClock(*zone, until_);
  report(problems_, {}, "unknown time zone " + tzid + ": its times are read on the calendar's usual clock");
  return base_;
}

// RFC 5545 section 3.6.5 wants one for each TZID.
const ZoneDefinition* FeedZones::definition_of(const std::string& tzid) {
  const auto is_it = [&tzid](const ZoneDefinition& zone) { return zone.tzid == tzid; };
  const auto first = std::find_if(feed_.zones.begin(), feed_.zones.end(), is_it);
  if (first == feed_.zones.end()) return nullptr;
  for (auto next = std::find_if(first + 1, feed_.zones.end(), is_it); next != feed_.zones.end();
       next = std::find_if(next + 1, feed_.zones.end(), is_it)) {
    if (*next == *first) continue;
    report(problems_, {}, "the time zone " + tzid + " is defined twice, differently; the first holds");
    break;
  }
  return &*first;
}

std::optional<ZoneClock> FeedZones::clock_by(const ZoneDefinition& definition) {
  if (const auto zone = zone_of_tzid(definition.location)) return ZoneClock(*zone, until_);
  if (definition.observances.empty()) return std::nullopt;
  ZoneClock clock(definition, until_, budget_);
  if (!clock.is_complete()) {
    report(problems_, {}, "the rules of the time zone " + definition.tzid + " take too long to work out");
  }
  return clock;
}

}  // namespace tandem::calendar
