#include <gtest/gtest.h>

#include "calendar/recurrence/expand.h"
#include "platform/base/random.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

const Interval kTwoYears{sys_days{1997y / January / 1}, sys_days{1999y / January / 1}};

Feed feed_with(const std::string& start, const std::string& rule) {
  return parse("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:rule\r\nDTSTART:" + start +
               "\r\nDURATION:PT1H\r\nRRULE:" + rule + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
      .value();
}

std::vector<sys_days> days_from(const std::string& start, const std::string& rule, const Interval& window = kTwoYears) {
  std::vector<sys_days> days_seen;
  const Expansion expansion = expand(feed_with(start, rule), window, Zone()).value();
  for (const Occurrence& occurrence : expansion.occurrences) {
    days_seen.push_back(floor<days>(occurrence.when.start));
  }
  return days_seen;
}

struct RfcExample {
  const char* name;
  const char* rule;
  std::vector<sys_days> expected;
};

class Rfc5545Rule : public testing::TestWithParam<RfcExample> {};

TEST_P(Rfc5545Rule, GivesTheDaysThatTheRfcPrints) {
  const auto& example = GetParam();
  EXPECT_EQ(
      days_from(example.expected.front() == sys_days{1997y / September / 2} ? "19970902T090000Z" : "19970905T090000Z",
                example.rule),
      example.expected);
}

constexpr auto kSep = 1997y / September;
constexpr auto kOct = 1997y / October;
constexpr auto kNov = 1997y / November;

INSTANTIATE_TEST_SUITE_P(
    Section3853, Rfc5545Rule,
    testing::Values(
        RfcExample{"DailyForThreeDays", "FREQ=DAILY;COUNT=3", {kSep / 2, kSep / 3, kSep / 4}},
        RfcExample{
            "EveryTenDays", "FREQ=DAILY;INTERVAL=10;COUNT=5", {kSep / 2, kSep / 12, kSep / 22, kOct / 2, kOct / 12}},
        RfcExample{
            "TuesdayAndThursday", "FREQ=WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH", {kSep / 2, kSep / 4, kSep / 9, kSep / 11}},
        RfcExample{"FirstFriday", "FREQ=MONTHLY;COUNT=3;BYDAY=1FR", {kSep / 5, kOct / 3, kNov / 7}},
        RfcExample{"SecondToLastWeekday",
                   "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3",
                   {kSep / 2, kSep / 29, kOct / 30}},
        RfcExample{
            "SecondAndFifteenth", "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=2,15", {kSep / 2, kSep / 15, kOct / 2, kOct / 15}},
        RfcExample{"EveryTuesdayEveryOtherMonth",
                   "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU;COUNT=7",
                   {kSep / 2, kSep / 9, kSep / 16, kSep / 23, kSep / 30, kNov / 4, kNov / 11}},
        RfcExample{"UnsortedListsAreSorted",
                   "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=15,2",
                   {kSep / 2, kSep / 15, kOct / 2, kOct / 15}}),
    [](const auto& tested) { return tested.param.name; });

TEST(Rule, YearDaysCountFromBothEnds) {
  // RFC 5545: every third year on the 1st, 100th, and 200th day.
  const Interval window{sys_days{1997y / January / 1}, sys_days{2001y / January / 1}};
  EXPECT_EQ(days_from("19970101T090000Z", "FREQ=YEARLY;INTERVAL=3;COUNT=5;BYYEARDAY=1,100,200", window),
            (std::vector<sys_days>{1997y / January / 1, 1997y / April / 10, 1997y / July / 19, 2000y / January / 1,
                                   2000y / April / 9}));
  EXPECT_EQ(days_from("19971231T090000Z", "FREQ=YEARLY;BYYEARDAY=-1", window).size(), 4U);
}

TEST(Rule, EveryTwentyMinutesOfTheWorkingDay) {
  const auto day = expand(feed_with("19970902T090000Z", "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16"),
                          {sys_days{1997y / September / 3}, sys_days{1997y / September / 4}}, Zone());
  EXPECT_EQ(day->occurrences.size(), 24U);
}

TEST(Rule, TwiceADayBySetPositionOfTheDay) {
  EXPECT_EQ(days_from("19970902T090000Z", "FREQ=DAILY;BYHOUR=8,10,12;BYSETPOS=1,-1;COUNT=5").size(), 5U);
}

TEST(Rule, ANarrowWindowSeesTheSameAsAWideOne) {
  const auto random = platform::make_seeded_random(7);
  const char* rules[] = {"FREQ=DAILY;INTERVAL=3",           "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU",
                         "FREQ=MONTHLY;BYDAY=-1FR,2TU",     "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU",
                         "FREQ=HOURLY;INTERVAL=7;BYDAY=TU", "FREQ=MINUTELY;INTERVAL=35;BYHOUR=9;BYMONTH=3"};
  for (const char* rule : rules) {
    const Feed feed = feed_with("19950110T093000Z", rule);
    const auto all = expand(feed, kTwoYears, Zone())->occurrences;
    for (int round = 0; round < 50; ++round) {
      const Instant from = kTwoYears.start + hours{random->below(24 * 600)};
      const Interval window{from, from + hours{random->below(24 * 60) + 1}};
      std::vector<Occurrence> expected;
      std::copy_if(all.begin(), all.end(), std::back_inserter(expected),
                   [&](const Occurrence& occurrence) { return overlaps(occurrence.when, window); });
      EXPECT_EQ(expand(feed, window, Zone())->occurrences, expected) << rule;
    }
  }
}

TEST(Rule, WhatCannotBeReadIsReportedWithItsReason) {
  for (const char* rule :
       {"FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;BYMONTHDAY=99", "RSCALE=NOBODYS;FREQ=YEARLY", "BYDAY=MO"}) {
    const Feed feed = feed_with("19970902T090000Z", rule);
    ASSERT_EQ(feed.events.size(), 1U) << rule;
    EXPECT_TRUE(feed.events.front().rules.empty()) << rule;
    EXPECT_FALSE(feed.problems.empty()) << rule;
  }
}

}  // namespace
}  // namespace tandem::calendar
