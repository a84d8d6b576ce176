#pragma once
// Events to iCalendar text that standard programs read: RFC 5545, CRLF, lines folded at 75 octets and never inside a
// character, a VTIMEZONE for every TZID. parse() reads an Event back as it was written (parse(write(e)) = e). Pure, any
// thread.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/ics/event.h"
#include "calendar/time/instant.h"
#include "calendar/time/zone.h"
#include "platform/base/result.h"

namespace tandem::calendar {

// How the UID of everything we publish ends. A company's calendar that subscribes to it sends it back to us.
inline constexpr std::string_view kOwnUidSuffix = "@tandem";

// How far a rule without UNTIL is followed when the changes of its zone have to be listed one by one.
inline constexpr std::chrono::years kZoneHorizon{10};

// An event with the words that people read beside it; the caller decides what is public.
//
// Of the event: its UID stays the same for the life of what it stands for and its `sequence` grows with every change
// that matters to those invited; standard programs want a `stamp`, when it was last changed. Years are 1 to 9999, and
// the end of a PERIOD is in UTC or on the clock of its start. `declined` is written as an attendee without an address
// who declined.
struct PublishedEvent {
  Event event;
  std::string summary;        // UTF-8; left out when empty, and so is
  std::string location;       // the place
  bool private_class{false};  // CLASS:PRIVATE: programs that share a calendar show others only that it is taken
};

// What a program subscribes to: the whole truth each time it is fetched. What is no longer true is left out rather than
// written as CANCELLED, which some programs show.
struct PublishedCalendar {
  std::string name;                       // what the subscriber's program calls it; may be empty
  std::string zone;                       // the IANA name of the zone its readers live in, or empty
  std::chrono::minutes refresh_after{0};  // how often it is worth fetching; 0 leaves it to the program
  std::vector<PublishedEvent> events;
  std::vector<ZoneDefinition> zones;  // of TZIDs that mean something else than the system's zone, or nothing there
};

// The time of something that happens at a known instant, as the clocks of `zone` show it. Utc where the zone is UTC, and
// for the hour that is there twice when summer time ends: RFC 5545 section 3.3.5 means the first one by its local time,
// libical, ical.js and kcalendarcore read the second.
[[nodiscard]] EventTime on_clock_of(const Zone& zone, Instant at);

// With METHOD:PUBLISH. NotFound when an event uses a TZID that is neither in `zones` nor a name of a system's zone
// (calendar/time/zone_names.h).
[[nodiscard]] platform::Result<std::string> write_calendar(const PublishedCalendar& calendar);

// One object of a CalDAV collection: an event and its overrides, which share a UID. Without METHOD (RFC 4791 section
// 4.1). Errors as above.
[[nodiscard]] platform::Result<std::string> write_object(const std::vector<PublishedEvent>& events,
                                                         const std::vector<ZoneDefinition>& zones = {});

}  // namespace tandem::calendar
