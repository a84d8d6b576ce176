// What a feed may cost when it means harm: bounded work, a named reason, and the good events kept.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include "calendar/busy/feed_busy.h"
#include "calendar/recurrence/work_budget.h"
#include "tests/calendar/recurrence/allocation_count.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;
using platform::ErrorKind;

const Interval kYear{sys_days{2026y / January / 1}, sys_days{2027y / January / 1}};
const Interval kGood{sys_days{2026y / June / 1} + 9h, sys_days{2026y / June / 1} + 10h};

std::string event(const std::string& lines) { return "BEGIN:VEVENT\r\nUID:x\r\n" + lines + "\r\nEND:VEVENT\r\n"; }
std::string good_event() {
  return "BEGIN:VEVENT\r\nUID:good\r\nDTSTART:20260601T090000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n";
}
std::string calendar_of(const std::string& parts) { return "BEGIN:VCALENDAR\r\n" + parts + "END:VCALENDAR\r\n"; }

// What a feed of one endless event costs, whether it was worked out or not.
std::size_t steps_of(const std::string& text) {
  const auto feed = parse(text);
  const auto expansion = feed ? expand(*feed, kYear, Zone()) : tl::unexpected(feed.error());
  EXPECT_TRUE(expansion);
  return expansion ? expansion->steps : 0;
}

TEST(HostileFeed, TooManyBytesAreRefusedUnread) {
  const std::string text(kMaxFeedBytes + 1, 'A');
  const Zone utc;  // the list of zones is read once
  platform::Result<FeedBusy> result;
  EXPECT_LT(allocations_of([&] { result = busy_of_feed(text, kYear, utc); }).bytes, 1024U);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::TooLarge);
}

class EndlessRule : public testing::TestWithParam<const char*> {};

TEST_P(EndlessRule, IsBoundedAndTheGoodEventIsKept) {
  const std::string text = calendar_of(
      event("DTSTART:20200101T000000Z\r\nDURATION:PT1S\r\nRRULE:" + std::string(GetParam())) + good_event());
  const auto result = busy_of_feed(text, kYear, Zone());
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_LE(steps_of(text), kMaxStepsPerEvent + 1);  // and one for the good event
  EXPECT_TRUE(result->busy.overlaps(kGood));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, EndlessRule,
    testing::Values(
        "FREQ=SECONDLY", "FREQ=SECONDLY;COUNT=2000000000", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1", "FREQ=MINUTELY;BYSETPOS=7;COUNT=5",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", "FREQ=YEARLY;BYWEEKNO=53;BYYEARDAY=100;COUNT=3",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,1,2,3,4,5,"
        "6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30;BYSECOND=0,10,20,30,40,50",
        "FREQ=HOURLY;INTERVAL=32767;BYHOUR=1;BYMINUTE=1"));

TEST(HostileFeed, ManyEndlessRulesTogetherAreRefused) {
  std::string parts;
  for (int i = 0; i < 2000; ++i) {
    parts += "BEGIN:VEVENT\r\nUID:" + std::to_string(i) +
             "\r\nDTSTART:20260101T000000Z\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n";
  }
  const auto result = busy_of_feed(calendar_of(parts), kYear, Zone());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::TooLarge);
}

TEST(HostileFeed, AMegabyteLineOfTextIsPassedOver) {
  const std::string long_line = "DESCRIPTION:" + std::string(1024 * 1024, 'x');
  const auto result =
      busy_of_feed(calendar_of(event("DTSTART:20260105T090000Z\r\n" + long_line) + good_event()), kYear, Zone());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->events, 2U);
  EXPECT_TRUE(result->problems.empty());
}

TEST(HostileFeed, AMegabyteOfDatesCostsItsOwnEventOnly) {
  std::string dates = "EXDATE:20260101T000000Z";
  while (dates.size() < 1024 * 1024) dates += ",20260101T000000Z";
  platform::Result<FeedBusy> result;
  const std::string text = calendar_of(event("DTSTART:20260105T090000Z\r\n" + dates) + good_event());
  EXPECT_LT(allocations_of([&] { result = busy_of_feed(text, kYear, Zone()); }).bytes, 4 * kMaxComponentBytes);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->events, 1U);
  ASSERT_EQ(result->problems.size(), 1U);
  EXPECT_TRUE(result->busy.overlaps(kGood));
}

TEST(HostileFeed, TwentyThousandDatesCostTheirOwnNumber) {
  std::string dates = "EXDATE:20260101T000000Z";
  for (int i = 1; i < 20'000; ++i) dates += ",20260101T000000Z";
  platform::Result<FeedBusy> result;
  const std::string text = calendar_of(event("DTSTART:20260105T090000Z\r\n" + dates) + good_event());
  EXPECT_LT(allocations_of([&] { result = busy_of_feed(text, kYear, Zone()); }).times, 3U * 20'000U);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->events, 2U);
}

TEST(HostileFeed, TenThousandOverridesOfOneEventCostTheirOwnNumber) {
  std::string parts = event("DTSTART:20260101T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY");
  for (int i = 0; i < 10'000; ++i) {
    std::string id = std::to_string(i % 28 + 1);
    id.insert(0, 2 - id.size(), '0');
    parts += event("RECURRENCE-ID:202601" + id + "T0" + std::to_string(i % 10) + "0000Z\r\nDTSTART:20260101T090000Z");
  }
  platform::Result<FeedBusy> result;
  const std::string text = calendar_of(parts);
  EXPECT_LT(allocations_of([&] { result = busy_of_feed(text, kYear, Zone()); }).times, 30U * 10'000U);
  ASSERT_TRUE(result);
}

TEST(HostileFeed, TooManyWorkingHoursAreRefused) {
  std::string parts;
  for (std::size_t i = 0; i <= kMaxFeedWorkingHours; ++i) parts += "BEGIN:VAVAILABILITY\r\nEND:VAVAILABILITY\r\n";
  const auto result = busy_of_feed(calendar_of(parts), kYear, Zone());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::TooLarge);
}

TEST(HostileFeed, WorkingHoursOfEndlessRulesAreBounded) {
  std::string parts;
  for (int i = 0; i < 4'000; ++i) {
    parts += "BEGIN:AVAILABLE\r\nUID:" + std::to_string(i) +
             "\r\nDTSTART:20260101T000000Z\r\nRRULE:FREQ=SECONDLY;INTERVAL=2;BYSECOND=1\r\nEND:AVAILABLE\r\n";
  }
  const std::string text = calendar_of("BEGIN:VAVAILABILITY\r\n" + parts + "END:VAVAILABILITY\r\n" + good_event());
  const auto result = busy_of_feed(text, kYear, Zone());
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->busy.intervals(), std::vector{kYear});
  EXPECT_LE(steps_of(text), kMaxStepsPerFeed);
}

TEST(HostileFeed, WorkingHoursOfAMillionTimesAreRefused) {
  std::string parts;
  for (int i = 0; i < 20; ++i) {
    parts += "BEGIN:AVAILABLE\r\nUID:" + std::to_string(i) +
             "\r\nDTSTART:20251101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=MINUTELY;INTERVAL=7\r\nEND:AVAILABLE\r\n";
  }
  const auto result =
      busy_of_feed(calendar_of("BEGIN:VAVAILABILITY\r\n" + parts + "END:VAVAILABILITY\r\n"), kYear, Zone());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::TooLarge);
}

// Each begins a recurrence set of its own and looks at all the others.
TEST(HostileFeed, ThousandsOfRangesWithRulesRunOutOfStepsAndAreReported) {
  std::string parts = event("DTSTART:20260101T000000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=HOURLY");
  for (int i = 0; i < 3'000; ++i) {
    std::array<char, 32> id{};
    std::snprintf(id.data(), id.size(), "2026%02d%02dT%02d0000Z", i / 672 + 1, i / 24 % 28 + 1, i % 24);
    parts += event("RECURRENCE-ID;RANGE=THISANDFUTURE:" + std::string(id.data()) + "\r\nDTSTART:" + id.data() +
                   "\r\nRRULE:FREQ=HOURLY");
  }
  const auto result = busy_of_feed(calendar_of(parts + good_event()), kYear, Zone());
  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(result->problems.size(), 1U);
  EXPECT_NE(result->problems.front().reason.find("too long to work out"), std::string::npos);
  EXPECT_TRUE(result->busy.overlaps(kGood));
}

TEST(HostileFeed, ALoginPageIsNoCalendar) {
  const auto result = busy_of_feed("<!DOCTYPE html>\n<html><body>Please sign in</body></html>", kYear, Zone());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::Invalid);
  EXPECT_NE(result.error().message.find("<!DOCTYPE html>"), std::string::npos);
}

TEST(HostileFeed, AnEmptyTextIsNoCalendarAndAnEmptyCalendarIsFine) {
  EXPECT_FALSE(busy_of_feed("", kYear, Zone()));
  const auto empty = busy_of_feed("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", kYear, Zone());
  ASSERT_TRUE(empty);
  EXPECT_TRUE(empty->busy.empty());
  EXPECT_TRUE(empty->problems.empty());
}

TEST(HostileFeed, DeepNestingIsPassedOver) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "BEGIN:VALARM\r\n";
  const auto result =
      busy_of_feed(calendar_of(event("DTSTART:20260105T090000Z\r\n" + deep) + good_event()), kYear, Zone());
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->busy.overlaps(kGood));
}

TEST(HostileFeed, ProblemsAreFewAndPrintable) {
  std::string parts;
  for (int i = 0; i < 1000; ++i)
    parts += "BEGIN:VEVENT\r\nUID:\x1b[31m\xff\xfe" + std::string(5000, 'u') + "\r\nEND:VEVENT\r\n";
  const auto result = busy_of_feed(calendar_of(parts + good_event()), kYear, Zone());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->problems.size(), kMaxFeedProblems);
  for (const FeedProblem& problem : result->problems) {
    EXPECT_LE(problem.reason.size(), kMaxProblemText);
    EXPECT_EQ(problem.reason.find('\x1b'), std::string::npos);
  }
  EXPECT_TRUE(result->busy.overlaps(kGood));
}

TEST(HostileFeed, EveryPrefixOfAFeedIsReadOrRefused) {
  const std::string text = calendar_of(
      good_event() + event("DTSTART;TZID=\"Europe/Paris\":20260105T090000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,-1TU"));
  for (std::size_t length = 0; length < text.size(); ++length) {
    const auto result = busy_of_feed(std::string_view(text).substr(0, length), kYear, Zone());
    EXPECT_TRUE(!result || result->events <= 2U);
  }
}

}  // namespace
}  // namespace tandem::calendar
