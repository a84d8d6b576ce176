#pragma once
// A time zone by its IANA name, read from the system's tzdata. Converts between UTC instants and the local time people
// read. Local times that a change to summer time skips, or that the change back repeats, are resolved as RFC 5545
// section 3.3.5 says: a skipped time is read with the offset from before the gap, a repeated one means its first
// occurrence. A Zone is a cheap value that never dangles; any thread.

#include <chrono>
#include <string>
#include <string_view>

#include "calendar/time/instant.h"
#include "platform/base/result.h"

namespace date {
class time_zone;
}

namespace tandem::calendar {

using LocalTime = std::chrono::local_seconds;
using LocalDate = std::chrono::local_days;

// What the clocks of a zone go by between two changes.
struct ZonePeriod {
  Interval when;
  std::chrono::seconds offset{0};
  bool daylight{false};      // tzdata's word for it: Dublin's winter, Morocco's Ramadan
  std::string abbreviation;  // "CEST", "+01"
};

class Zone {
 public:
  // UTC.
  Zone();
  // NotFound when tzdata has no such name.
  [[nodiscard]] static platform::Result<Zone> locate(std::string_view name);
  // The same all year and for ever; named "UTC+05:30".
  [[nodiscard]] static Zone at_offset(std::chrono::minutes east_of_utc);

  [[nodiscard]] std::string name() const;
  [[nodiscard]] LocalTime to_local(Instant at) const;
  [[nodiscard]] Instant to_instant(LocalTime local) const;
  [[nodiscard]] std::chrono::seconds offset_at(Instant at) const;
  // Holds `at`. The next period may be just like it: periods after 2037 also end where the year that stands in does.
  [[nodiscard]] ZonePeriod period_at(Instant at) const;

  // The local calendar day of an instant, and the interval that day covers (23, 24 or 25 hours).
  [[nodiscard]] LocalDate date_of(Instant at) const;
  [[nodiscard]] Interval day(LocalDate date) const;

  bool operator==(const Zone& other) const = default;

 private:
  explicit Zone(const date::time_zone* zone) : zone_(zone) {}
  const date::time_zone* zone_;
  std::chrono::minutes fixed_{0};  // beside UTC, for at_offset()
};

}  // namespace tandem::calendar
