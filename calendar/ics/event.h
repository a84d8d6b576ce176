#pragma once
// An event of a feed, as much of it as says when its owner is busy: times, recurrence and status. Titles, places and
// descriptions are never read. Pure values, any thread.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/ics/rule.h"
#include "calendar/time/instant.h"
#include "calendar/time/zone.h"

namespace tandem::calendar {

// A time as the feed writes it. Which instant it is depends on zones that calendar/recurrence looks up.
struct EventTime {
  enum class Kind : std::uint8_t {
    Date,      // an all-day date; `local` is its midnight
    Floating,  // the wall clock wherever one is
    Utc,
    Zoned,  // the wall clock of `tzid`
  };
  Kind kind{Kind::Utc};
  LocalTime local;   // what the clock in question shows
  std::string tzid;  // without quotes; only for Zoned
  bool operator==(const EventTime&) const = default;
};

// RFC 5545 section 3.3.6: days follow the wall clock, the rest is exact.
struct EventDuration {
  std::chrono::days days{0};
  std::chrono::seconds exact{0};
  bool operator==(const EventDuration&) const = default;
};

// An RDATE. `end` or `duration` when it was a PERIOD, otherwise the event's own length holds.
struct ExtraDate {
  EventTime start;
  std::optional<EventTime> end;
  std::optional<EventDuration> duration;
  bool operator==(const ExtraDate&) const = default;
};

enum class EventStatus : std::uint8_t { Confirmed, Tentative, Cancelled };

struct Event {
  std::string uid;
  std::size_t line{0};  // of its BEGIN, for messages
  int sequence{0};
  std::optional<Instant> stamp;
  EventTime start;
  std::optional<EventTime> end;
  std::optional<EventDuration> duration;
  std::vector<RecurrenceRule> rules;
  std::vector<RecurrenceRule> excluded_rules;  // EXRULE of RFC 2445, still sent by old servers
  std::vector<ExtraDate> extra_dates;
  std::vector<EventTime> excluded_dates;
  std::optional<EventTime> recurrence_id;  // set on an override of one occurrence
  bool this_and_future{false};             // the override holds for all later ones too
  EventStatus status{EventStatus::Confirmed};
  bool free{false};      // TRANSP:TRANSPARENT, or Microsoft's busy status FREE or WORKINGELSEWHERE
  bool declined{false};  // by the feed's owner, or by every attendee when the owner is not known or not among them
  bool operator==(const Event&) const = default;
};

// Cancelled, free and declined events hold nobody.
[[nodiscard]] inline bool blocks(const Event& event) {
  return event.status != EventStatus::Cancelled && !event.free && !event.declined;
}

// STANDARD or DAYLIGHT of a VTIMEZONE: from each onset on, the offset is `offset_to`.
struct ZoneObservance {
  bool daylight{false};  // DAYLIGHT: for people and programs that show it, offsets do not depend on it
  std::string name;      // TZNAME ("CEST"), or empty
  LocalTime start;       // the first onset, on a clock that shows `offset_from`
  std::chrono::seconds offset_from{0};
  std::chrono::seconds offset_to{0};
  std::vector<RecurrenceRule> rules;
  std::vector<LocalTime> extra_dates;
  bool operator==(const ZoneObservance&) const = default;
};

struct ZoneDefinition {
  std::string tzid;
  std::string location;  // X-LIC-LOCATION: an IANA name, or empty
  std::vector<ZoneObservance> observances;
  bool operator==(const ZoneDefinition&) const = default;
};

}  // namespace tandem::calendar
