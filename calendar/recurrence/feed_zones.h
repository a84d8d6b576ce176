#pragma once
// Which clock a time of a feed is read on. A TZID is, first that fits: a zone of the system by any of its names
// (calendar/time/zone_names.h), the location its VTIMEZONE names, the VTIMEZONE's own rules, the place that its words
// describe (zone_description.h), the fallback, which is reported once. A name without an area ("EST", "GMT") is not
// enough to know better than a VTIMEZONE. Dates and floating times are read on the feed's own X-WR-TIMEZONE, found the
// same way, else on the fallback. README.md says why. Internal to calendar/recurrence; one thread.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calendar/ics/parse.h"
#include "calendar/recurrence/zone_clock.h"

namespace tandem::calendar {

class FeedZones {
 public:
  // `feed` must outlive it. VTIMEZONE rules are worked out up to `until`.
  FeedZones(const Feed& feed, const Zone& fallback, Instant until);

  [[nodiscard]] const ZoneClock& clock_of(const EventTime& time);
  [[nodiscard]] Instant instant_of(const EventTime& time) { return clock_of(time).to_instant(time.local); }
  [[nodiscard]] const std::vector<FeedProblem>& problems() const { return problems_; }

 private:
  ZoneClock resolve(const std::string& tzid);
  const ZoneDefinition* definition_of(const std::string& tzid);
  std::optional<ZoneClock> clock_by(const ZoneDefinition& definition);

  const Feed& feed_;
  Instant until_;
  ZoneClock utc_;
  ZoneClock base_;
  std::map<std::string, ZoneClock, std::less<>> named_;
  WorkBudget budget_{kMaxStepsPerEvent};
  std::vector<FeedProblem> problems_;
};

}  // namespace tandem::calendar
