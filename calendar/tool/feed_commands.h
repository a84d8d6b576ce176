#pragma once
// What tandem-ics says about a feed: its occurrences, its busy times, what of it could not be read. Text in, text out;
// the program around it (main.cpp) reads the file. Any thread.

#include <ostream>
#include <string>

#include "calendar/ics/parse.h"
#include "calendar/time/zone.h"

namespace tandem::calendar {

// What a script sees.
enum class IcsExit : int {
  Fine = 0,
  Problems = 1,  // parts were skipped, or a rule cannot be worked out
  Usage = 2,
  NoCalendar = 3,  // the file cannot be read, holds no calendar or is over a limit of the engine
};

struct FeedQuestion {
  std::string text;  // of the feed
  Interval window;
  Zone zone;  // reads floating times and dates where the feed names none
  bool json{false};
  std::string owner{};  // whose calendar it is, as in parse.h; may be empty
};

struct Answer {
  std::ostream& out;
  std::ostream& complaints;
};

// A line for each occurrence: start, end, UID, and "free" when it holds nobody; the problems go to the complaints. JSON
// has them both, {"occurrences": [...], "problems": [{"line", "uid", "reason"}]}, and of an occurrence
//
//   start, end                 2026-01-05T08:00:00Z
//   start_local, end_local     2026-01-05T09:00:00, on the clock of `zone`
//   uid, status, busy, all_day
//   recurrence_id              null, or of an override {"value": "20260105T090000", "tzid"} as the feed writes it
//   this_and_future            the override holds for later occurrences too; each of them names it
//   line                       where the component begins that says so
IcsExit run_expand(const FeedQuestion& question, const Answer& answer);
// A line for each busy interval.
IcsExit run_busy(const FeedQuestion& question, const Answer& answer);
// A line for each problem; Problems when there is one.
IcsExit run_check(const FeedQuestion& question, const Answer& answer);

}  // namespace tandem::calendar
