#pragma once
// Between what a clock of some zone shows and instants: a zone of the system, or one that a feed defines itself.
// Internal to calendar/recurrence. A value, any thread.

#include <variant>
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
  explicit ZoneClock(Zone zone) : rules_(zone) {}
  // By the observances of a VTIMEZONE, worked out up to `until`. It has at least one.
  ZoneClock(const ZoneDefinition& definition, Instant until, WorkBudget& budget);

  // Whether the budget was enough for all of its changes.
  [[nodiscard]] bool is_complete() const { return is_complete_; }

  // Skipped and repeated local times as in calendar/time/zone.h.
  [[nodiscard]] Instant to_instant(LocalTime local) const;
  [[nodiscard]] LocalTime to_local(Instant at) const;

 private:
  std::variant<Zone, std::vector<OffsetChange>> rules_;
  bool is_complete_{true};
};

}  // namespace tandem::calendar
