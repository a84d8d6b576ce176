#pragma once
// iCalendar text to events (flow "a feed becomes a free room", step parse). The text is cut into components here and
// each one goes to libical's parser alone, so a broken one costs itself only and no feed is ever held parsed as a
// whole. Sloppy text is read: a byte order mark, bare LF or CR, lower-case names, folds inside a UTF-8 character, a
// missing END. Pure, any thread: libical's zone tables are never touched.

#include <string>
#include <string_view>
#include <vector>

#include "calendar/ics/event.h"
#include "calendar/ics/feed_problem.h"
#include "calendar/ics/working_hours.h"
#include "calendar/time/instant.h"
#include "platform/base/result.h"

namespace tandem::calendar {

struct Feed {
  std::vector<Event> events;  // in the order of the text, all versions of a UID
  std::vector<ZoneDefinition> zones;
  std::vector<Interval> busy;  // the periods of VFREEBUSY components
  std::vector<WorkingHours> working_hours;
  std::string default_tzid;  // X-WR-TIMEZONE, or empty
  std::vector<FeedProblem> problems;
};

// A shared calendar of a large company over many years has 100,000 events in 55 MB; half as much again may be read. It
// takes a second and about 15 MB to store (calendar/busy/stored_feed.h).
inline constexpr std::size_t kMaxFeedBytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t kMaxFeedEvents = 150'000;
inline constexpr std::size_t kMaxFeedZones = 200;
inline constexpr std::size_t kMaxFeedWorkingHours = 200;
// What is kept of one component: the lines that say when. An event over it is skipped.
inline constexpr std::size_t kMaxComponentBytes = std::size_t{512} * 1024;
// RDATE and EXDATE values of one event.
inline constexpr std::size_t kMaxEventDates = 20'000;

// Success also for a calendar with nothing in it. Invalid when the text holds no calendar at all (an HTML login page,
// say); TooLarge over kMaxFeedBytes, kMaxFeedEvents, kMaxFeedZones or kMaxFeedWorkingHours: half a calendar would
// promise rooms that are taken. `owner` is the address of the room or person whose calendar it is
// ("anna@tandem.example"): an invitation that they declined or passed on does not hold them. Without it only one that
// every invited party declined is free.
[[nodiscard]] platform::Result<Feed> parse(std::string_view text, std::string_view owner = {});

}  // namespace tandem::calendar
