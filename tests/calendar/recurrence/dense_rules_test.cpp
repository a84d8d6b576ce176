// What rules cost, in steps of WorkBudget: jumps over what does not match, arithmetic where COUNT reaches far.

#include <gtest/gtest.h>

#include "calendar/recurrence/expand.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

struct Dense {
  const char* name;
  const char* start;
  const char* rule;
  std::size_t occurrences;  // in the year 2026
  std::size_t steps;        // at most
};

class DenseRule : public testing::TestWithParam<Dense> {};

TEST_P(DenseRule, TakesNoMoreStepsThanItsJumps) {
  const Dense& dense = GetParam();
  const Feed feed = parse("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:rule\r\nDTSTART:" + std::string(dense.start) +
                          "\r\nRRULE:" + dense.rule + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
                        .value();
  const Expansion expansion =
      expand(feed, {sys_days{2026y / January / 1}, sys_days{2027y / January / 1}}, Zone()).value();
  EXPECT_TRUE(expansion.problems.empty());
  EXPECT_EQ(expansion.occurrences.size(), dense.occurrences);
  EXPECT_LE(expansion.steps, dense.steps);
}

INSTANTIATE_TEST_SUITE_P(
    NeverMatches, DenseRule,
    testing::Values(
        Dense{"YearlyThirtiethOfFebruary", "00010101T000000Z", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0, 20},
        Dense{"SecondlyThirtiethOfFebruary", "00010101T000000Z", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", 0, 50},
        Dense{"HourThatNeverComesRound", "00010101T000000Z", "FREQ=HOURLY;INTERVAL=24;BYHOUR=5", 0, 10},
        Dense{"SecondThatNeverComesRound", "00010101T000000Z", "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1", 0, 20},
        Dense{"PositionBehindEverySet", "00010101T000000Z", "FREQ=MINUTELY;BYSETPOS=7", 0, 10},
        Dense{"PositionBehindEveryDay", "00010101T000000Z", "FREQ=DAILY;BYSETPOS=2;COUNT=9", 0, 10},
        Dense{"WeekdayThatNeverComesRound", "00010101T000000Z", "FREQ=DAILY;INTERVAL=7;BYDAY=SU", 0, 120},
        Dense{"WeekFiftyThreeOnDayHundred", "00010101T000000Z", "FREQ=YEARLY;BYWEEKNO=53;BYYEARDAY=100", 0, 60}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    CountsFar, DenseRule,
    testing::Values(
        Dense{"EveryDaySinceTheYearOne", "00010101T000000Z", "FREQ=DAILY;COUNT=1000000", 365, 800},
        Dense{"EveryMondaySinceTheYearOne", "00010101T000000Z", "FREQ=WEEKLY;BYDAY=MO;COUNT=1000000", 52, 200},
        Dense{"EveryHourSinceTheYearOne", "00010101T000000Z", "FREQ=HOURLY;COUNT=1000000000", 8760, 20'000},
        Dense{"EverySecondThatEndedLongAgo", "00010101T000000Z", "FREQ=SECONDLY;COUNT=1000000000", 0, 20},
        Dense{"HoursOfWorkdaysSinceTheYearOne", "00010101T000000Z",
              "FREQ=HOURLY;BYHOUR=9,17;BYDAY=MO,TU,WE,TH,FR;COUNT=2000000", 522, 800'000},
        Dense{"WorkdaysSinceTheYearOne", "00010101T000000Z", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=1000000", 261,
              700'000},
        Dense{"LastMondaysSinceTheYearOne", "00010101T000000Z", "FREQ=MONTHLY;BYDAY=-1MO;COUNT=1000000", 12, 60'000}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Sparse, DenseRule,
    testing::Values(
        Dense{"OneSecondADay", "20200101T000000Z", "FREQ=SECONDLY;BYHOUR=5;BYMINUTE=3;BYSECOND=7", 365, 12'000},
        Dense{"MinutesOfOneMonth", "20200101T000000Z", "FREQ=MINUTELY;BYMONTH=7;BYHOUR=9;BYMINUTE=0", 31, 300},
        Dense{"EverySixtyOneSecondsOnTheMinute", "20200101T000000Z", "FREQ=SECONDLY;INTERVAL=61;BYSECOND=0;BYMONTH=1",
              732, 2'000},
        Dense{"TwoOfAMillion", "20200101T000000Z",
              "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;"
              "BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29;"
              "BYSECOND=0,1,2,3,4,5,6,7;BYSETPOS=1,-1",
              2, 60}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace tandem::calendar
