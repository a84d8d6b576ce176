#include "calendar/busy/feed_busy.h"

#include <gtest/gtest.h>

#include <thread>

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

std::string feed_in_its_own_zone(const std::string& offset) {
  return "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
         "TZOFFSETFROM:" +
         offset + "\r\nTZOFFSETTO:" + offset +
         "\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:e\r\nDTSTART;TZID=Office:20260302T120000\r\n"
         "DURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}

std::vector<Interval> busy_in_its_own_zone(const std::string& offset) {
  return busy_of_feed(feed_in_its_own_zone(offset), kToday, Zone{}).value().busy.intervals();
}

//  Office is UTC+3      9 [---) 10
//  Office is UTC-2                       14 [---) 15
TEST(FeedBusy, TwoFeedsMayDefineOneZoneDifferently) {
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(busy_in_its_own_zone("+0300"), std::vector{from_to(9, 10)});
    EXPECT_EQ(busy_in_its_own_zone("-0200"), std::vector{from_to(14, 15)});
  }
}

TEST(FeedBusy, TwoFeedsThatDefineOneZoneDifferentlyAreReadAtOnce) {
  std::vector<Interval> east, west;
  std::thread other([&east] {
    for (int i = 0; i < 50; ++i) east = busy_in_its_own_zone("+0300");
  });
  for (int i = 0; i < 50; ++i) west = busy_in_its_own_zone("-0200");
  other.join();
  EXPECT_EQ(east, std::vector{from_to(9, 10)});
  EXPECT_EQ(west, std::vector{from_to(14, 15)});
}

}  // namespace
}  // namespace tandem::calendar
