#pragma once
// How long the occurrences of an event are (RFC 5545 sections 3.3.6 and 3.8.5.3). Internal to calendar/recurrence.

#include "calendar/recurrence/feed_zones.h"

namespace tandem::calendar {

// `nominal` follows the wall clock, `exact` does not.
struct Length {
  std::chrono::days nominal{0};
  std::chrono::seconds exact{0};
  [[nodiscard]] std::chrono::seconds about() const { return nominal + exact; }
};

// By DTEND, else DURATION, else what an event without either lasts. An end before the start is no length.
[[nodiscard]] Length length_of(const Event& event, FeedZones& zones);
[[nodiscard]] Interval interval_from(const ZoneClock& clock, LocalTime start, const Length& length);

}  // namespace tandem::calendar
