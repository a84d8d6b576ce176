#include "calendar/ics/zones_in_use.h"

#include <algorithm>
#include <map>

#include "calendar/ics/zone_definition.h"
#include "calendar/time/zone_names.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

// Nobody knows the changes after; also keeps a date of the year 9999 from listing thousands of them.
constexpr Instant kLastKnowable = sys_days{2100y / January / 1};
// No clock differs more from UTC.
constexpr days kMostOffset{1};

// The years that each TZID is needed for.
class ZoneUses {
 public:
  void note(const Event& event) {
    note(event.start);
    if (event.end) note(*event.end);
    if (event.recurrence_id) note(*event.recurrence_id);
    for (const EventTime& date : event.excluded_dates) note(date);
    for (const ExtraDate& date : event.extra_dates) {
      note(date.start);
      if (date.end) note(*date.end);
    }
    for (const RecurrenceRule& rule : event.rules) note_end(event.start, rule);
  }

  [[nodiscard]] const std::map<std::string, Interval, std::less<>>& spans() const { return spans_; }

 private:
  void note(const EventTime& time) {
    if (time.kind == EventTime::Kind::Zoned) note(time.tzid, time.local);
  }

  void note_end(const EventTime& start, const RecurrenceRule& rule) {
    if (start.kind != EventTime::Kind::Zoned) return;
    note(start.tzid, rule.until ? rule.until->time : start.local + floor<days>(kZoneHorizon));
  }

  void note(const std::string& tzid, LocalTime local) {
    const Instant at = std::min(Instant{local.time_since_epoch()}, kLastKnowable);
    const Interval around{at - kMostOffset, at + kMostOffset};
    Interval& span = spans_.try_emplace(tzid, around).first->second;
    span = {std::min(span.start, around.start), std::max(span.end, around.end)};
  }

  std::map<std::string, Interval, std::less<>> spans_;
};

}  // namespace

platform::Result<std::vector<ZoneDefinition>> zones_in_use(const std::vector<PublishedEvent>& events,
                                                           const std::vector<ZoneDefinition>& given) {
  ZoneUses uses;
  for (const PublishedEvent& published : events) uses.note(published.event);
  std::vector<ZoneDefinition> zones;
  for (const auto& [tzid, span] : uses.spans()) {
    const auto known = std::find_if(given.begin(), given.end(), [&tzid = tzid](const ZoneDefinition& zone) {
      return zone.tzid == tzid && !zone.observances.empty();
    });
    if (known != given.end()) {
      zones.push_back(*known);
      continue;
    }
    const auto zone = zone_of_tzid(tzid);
    if (!zone) return tl::unexpected(zone.error());
    zones.push_back(define_zone(*zone, span));
    zones.back().tzid = tzid;
  }
  return zones;
}

}  // namespace tandem::calendar
