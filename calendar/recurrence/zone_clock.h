#pragma once
// Between what a clock of some zone shows and instants: a zone of the system, or one that a feed defines itself. The
// last years before `until` are looked up in a short list, because most times of a feed are there and tzdata costs 20
// times as much. Internal to calendar/recurrence. A value, any thread.

#include <chrono>
#include <vector>

#include "calendar/ics/event.h"
#include "calendar/recurrence/work_budget.h"

namespace tandem::calendar {

// From `at` on the offset is `after`.
struct OffsetChange {
  Instant at;
  std::chrono::seconds before;
  std::chrono::seconds after;
};

class ZoneClock {
 public:
  ZoneClock(const Zone& zone, Instant until);
  // By the observances of a VTIMEZONE, worked out up to `until`. It has at least one.
  ZoneClock(const ZoneDefinition& definition, Instant until, WorkBudget& budget);

  // Whether the budget was enough for all of its changes.
  [[nodiscard]] bool is_complete() const { return is_complete_; }

  // Skipped and repeated local times as in calendar/time/zone.h.
  [[nodiscard]] Instant to_instant(LocalTime local) const;
  [[nodiscard]] LocalTime to_local(Instant at) const;

 private:
  [[nodiscard]] bool knows(LocalTime local) const { return known_from_ <= local && local < known_to_; }

  Zone zone_;  // asked about what is not known
  LocalTime known_from_{LocalTime::min()};
  LocalTime known_to_{LocalTime::max()};
  std::chrono::seconds first_offset_{0};  // before all changes
  std::vector<OffsetChange> changes_;
  bool is_complete_{true};
};

}  // namespace tandem::calendar
