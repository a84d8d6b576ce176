#include "calendar/recurrence/named_occurrences.h"

namespace tandem::calendar {

using namespace std::chrono;

NamedOccurrences::NamedOccurrences(const EventTime& start, FeedZones& zones)
    : all_day_(start.kind == EventTime::Kind::Date),
      time_of_day_(start.local - floor<days>(start.local)),
      clock_(zones.clock_of(start)),
      zones_(zones) {}

void NamedOccurrences::add(const EventTime& name) {
  if (all_day_ || name.kind == EventTime::Kind::Date) {
    dates_.insert(floor<days>(name.local));
  } else {
    instants_.insert(instant_of(name));
  }
}

bool NamedOccurrences::holds(LocalTime local, Instant at) const {
  return dates_.contains(floor<days>(local)) || instants_.contains(at);
}

Instant NamedOccurrences::instant_of(const EventTime& name) const {
  if (all_day_ || name.kind == EventTime::Kind::Date) return clock_.to_instant(floor<days>(name.local) + time_of_day_);
  const bool has_zone = name.kind == EventTime::Kind::Utc || name.kind == EventTime::Kind::Zoned;
  return has_zone ? zones_.instant_of(name) : clock_.to_instant(name.local);
}

}  // namespace tandem::calendar
