// Lines that are too long for libical's parser: lists are read whole, what would take minutes is refused.

#include <gtest/gtest.h>

#include "calendar/ics/parse.h"

namespace tandem::calendar {
namespace {

constexpr std::size_t kMany = 1200;

std::string repeated(const std::string& part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

Feed feed_of(const std::string& component) {
  return parse("BEGIN:VCALENDAR\r\n" + component + "END:VCALENDAR\r\n").value();
}

Feed event_with(const std::string& line) {
  return feed_of("BEGIN:VEVENT\r\nUID:long\r\nDTSTART:20260105T090000Z\r\n" + line + "\r\nEND:VEVENT\r\n");
}

TEST(LongLines, EveryExdateOfALongListIsRead) {
  const Feed feed = event_with("EXDATE;TZID=Europe/Paris:" + repeated("20260105T090000,", kMany) + "20260106T090000");
  ASSERT_EQ(feed.events.size(), 1U);
  const auto& dates = feed.events.front().excluded_dates;
  ASSERT_EQ(dates.size(), kMany + 1);
  EXPECT_EQ(dates.back().tzid, "Europe/Paris");
  EXPECT_EQ(dates.back().local, dates.front().local + std::chrono::days{1});
}

TEST(LongLines, EveryPeriodOfALongRdateIsRead) {
  const Feed feed =
      event_with("RDATE;VALUE=PERIOD:" + repeated("20260105T090000Z/PT1H,", kMany) + "20260106T090000Z/PT2H");
  ASSERT_EQ(feed.events.size(), 1U);
  ASSERT_EQ(feed.events.front().extra_dates.size(), kMany + 1);
  EXPECT_EQ(feed.events.front().extra_dates.back().duration->exact, std::chrono::hours{2});
}

TEST(LongLines, EveryPeriodOfALongFreeBusyIsRead) {
  const Feed feed = feed_of("BEGIN:VFREEBUSY\r\nFREEBUSY:" + repeated("20260105T090000Z/PT1H,", kMany) +
                            "20260106T090000Z/PT1H\r\nEND:VFREEBUSY\r\n");
  EXPECT_EQ(feed.busy.size(), kMany + 1);
}

TEST(LongLines, AFoldedListIsReadWhole) {
  const Feed feed = event_with("EXDATE:" + repeated("20260105T0900\r\n 00Z,", kMany) + "20260106T090000Z");
  ASSERT_EQ(feed.events.size(), 1U);
  EXPECT_EQ(feed.events.front().excluded_dates.size(), kMany + 1);
}

class EndlessParameters : public testing::TestWithParam<const char*> {};

TEST_P(EndlessParameters, CostTheirEventWhichIsReported) {
  const Feed feed = event_with("ATTENDEE" + repeated(GetParam(), 30'000) + ":mailto:anna@tandem.example");
  EXPECT_TRUE(feed.events.empty());
  ASSERT_EQ(feed.problems.size(), 1U);
  EXPECT_EQ(feed.problems.front().uid, "long");
  EXPECT_NE(feed.problems.front().reason.find("parameters"), std::string::npos) << feed.problems.front().reason;
}

INSTANTIATE_TEST_SUITE_P(Lines, EndlessParameters, testing::Values(";A=B", ";CN=^n^n^n", ";CN=\\\"", ";A=\""));

TEST(LongLines, SixtyParametersAreRead) {
  const Feed feed =
      event_with("ATTENDEE" + repeated(";X-NOTE=yes", 60) + ";PARTSTAT=DECLINED:mailto:anna@tandem.example");
  ASSERT_EQ(feed.events.size(), 1U);
  EXPECT_TRUE(feed.events.front().declined);
}

}  // namespace
}  // namespace tandem::calendar
