#pragma once
// Writes a calendar that standard programs subscribe to: RFC 5545, CRLF, lines folded at 75 octets, times in UTC. Pure,
// any thread.

#include <string>
#include <string_view>
#include <vector>

#include "calendar/ics/event.h"
#include "calendar/time/instant.h"

namespace tandem::calendar {

// How the UID of everything we publish ends. A company's calendar that subscribes to it sends it back to us.
inline constexpr std::string_view kOwnUidSuffix = "@tandem";

struct PublishedEvent {
  std::string uid;  // stable for the life of what it stands for
  Instant stamp;    // when it was last changed
  int sequence{0};  // grows with every change that matters to those invited
  Interval when;
  std::string summary;   // UTF-8; the caller decides what is public
  std::string location;  // left out when empty
  EventStatus status{EventStatus::Confirmed};
};

struct PublishedCalendar {
  std::string name;  // X-WR-CALNAME, what the subscriber's program shows
  std::vector<PublishedEvent> events;
};

[[nodiscard]] std::string write_calendar(const PublishedCalendar& calendar);

}  // namespace tandem::calendar
