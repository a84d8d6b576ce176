#include "calendar/busy/feed_busy.h"

#include <gtest/gtest.h>

#include "calendar/ics/write.h"

namespace tandem::calendar {
namespace {

using std::chrono::hours;

const Instant kMidnight{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};
const Interval kToday{kMidnight, kMidnight + hours{24}};

Interval from_to(int start, int end) { return {kMidnight + hours{start}, kMidnight + hours{end}}; }

PublishedEvent event(const std::string& uid, const Interval& when) {
  PublishedEvent made;
  made.event.uid = uid;
  made.event.stamp = kMidnight;
  made.event.start = on_clock_of(Zone{}, when.start);
  made.event.end = on_clock_of(Zone{}, when.end);
  return made;
}

//  the company's meeting  09 [---) 10     our own booking, come back with the company's calendar  14 [---) 15
TEST(FeedBusy, OurOwnBookingsAreNotReadBack) {
  PublishedCalendar calendar;
  calendar.events = {event("meeting@company", from_to(9, 10)),
                     event("k1-42" + std::string(kOwnUidSuffix), from_to(14, 15))};
  const auto read = busy_of_feed(write_calendar(calendar).value(), kToday, Zone{});
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->busy.intervals(), std::vector{from_to(9, 10)});
}

}  // namespace
}  // namespace tandem::calendar
