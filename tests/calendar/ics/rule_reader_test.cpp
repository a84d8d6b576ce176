// What feeds write after RRULE, and what we make of it.

#include "calendar/ics/rule_reader.h"

#include <gtest/gtest.h>

namespace tandem::calendar {
namespace {

using namespace std::chrono;
using platform::ErrorKind;

RecurrenceRule rule(std::string_view text) {
  auto read = read_rule(text);
  EXPECT_TRUE(read) << text << ": " << read.error().message;
  return read.value_or(RecurrenceRule{});
}

std::optional<RuleUntil> until(const std::string& text) { return rule("FREQ=DAILY;UNTIL=" + text).until; }

TEST(RuleReader, EveryPartOfTheStandardIsRead) {
  const RecurrenceRule read = rule(
      "FREQ=YEARLY;INTERVAL=2;COUNT=3;WKST=SU;BYSECOND=0,60;BYMINUTE=59;BYHOUR=0,23;BYDAY=MO,-1FR,53SU;"
      "BYMONTHDAY=1,-31;BYYEARDAY=366,-366;BYWEEKNO=53,-1;BYMONTH=12,1;BYSETPOS=-366,1");
  EXPECT_EQ(read.frequency, Frequency::Yearly);
  EXPECT_EQ(read.interval, 2);
  EXPECT_EQ(read.count, 3);
  EXPECT_EQ(read.week_start, Sunday);
  EXPECT_EQ(read.by_second, (std::vector{0, 60}));
  EXPECT_EQ(read.by_minute, std::vector{59});
  EXPECT_EQ(read.by_hour, (std::vector{0, 23}));
  EXPECT_EQ(read.by_day, (std::vector<WeekdayNumber>{{Monday, 0}, {Friday, -1}, {Sunday, 53}}));
  EXPECT_EQ(read.by_month_day, (std::vector{1, -31}));
  EXPECT_EQ(read.by_year_day, (std::vector{366, -366}));
  EXPECT_EQ(read.by_week_number, (std::vector{53, -1}));
  EXPECT_EQ(read.by_month, (std::vector{12, 1}));
  EXPECT_EQ(read.by_set_position, (std::vector{-366, 1}));
}

TEST(RuleReader, EachFrequencyHasItsName) {
  constexpr const char* kNames[] = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
  for (std::size_t at = 0; at < std::size(kNames); ++at) {
    EXPECT_EQ(rule("FREQ=" + std::string(kNames[at])).frequency, static_cast<Frequency>(at));
  }
}

TEST(RuleReader, LowerCaseBlanksSignsAndEmptyPartsAreReadAsTheyAreMeant) {
  EXPECT_EQ(rule(" freq = weekly ;; byday = +1mo , tu ,, ; wkst=su; interval=+02; "),
            rule("FREQ=WEEKLY;BYDAY=1MO,TU;WKST=SU;INTERVAL=2"));
}

TEST(RuleReader, APartWithoutValueIsNotThere) {
  EXPECT_EQ(rule("FREQ=DAILY;UNTIL=;COUNT=;BYDAY=;INTERVAL="), rule("FREQ=DAILY"));
}

TEST(RuleReader, ExtensionsArePassedOver) { EXPECT_EQ(rule("FREQ=DAILY;X-BYMOON=FULL"), rule("FREQ=DAILY")); }

TEST(RuleReader, EachValueOfAListIsKeptOnce) {
  EXPECT_EQ(rule("FREQ=DAILY;BYHOUR=9,8,9,09").by_hour, (std::vector{9, 8}));
  EXPECT_EQ(rule("FREQ=MONTHLY;BYDAY=MO,MO,1MO").by_day.size(), 2U);
}

TEST(RuleReader, OfAPartGivenTwiceTheLastHolds) {
  EXPECT_EQ(rule("FREQ=DAILY;COUNT=2;BYHOUR=8;COUNT=3;BYHOUR=9"), rule("FREQ=DAILY;COUNT=3;BYHOUR=9"));
}

TEST(RuleReader, CountAndUntilMayStandTogether) {
  const RecurrenceRule read = rule("FREQ=DAILY;COUNT=5;UNTIL=20260105");
  EXPECT_TRUE(read.count && read.until);
}

TEST(RuleReader, IntervalsAndCountsOfAnySizeAreRead) {
  EXPECT_EQ(rule("FREQ=SECONDLY;INTERVAL=32768").interval, 32768);
  EXPECT_EQ(rule("FREQ=SECONDLY;INTERVAL=99999999999999999999").interval, kMaxRuleNumber);
  EXPECT_EQ(rule("FREQ=SECONDLY;COUNT=99999999999999999999").count, kMaxRuleNumber);
  EXPECT_EQ(rule("FREQ=SECONDLY;COUNT=0").count, 0);
}

TEST(RuleReader, UntilIsADateALocalTimeOrUtc) {
  const LocalDate last_day = local_days{2026y / December / 31};
  EXPECT_EQ(until("20261231"), (RuleUntil{RuleUntil::Kind::Date, last_day}));
  EXPECT_EQ(until("20261231T235959"), (RuleUntil{RuleUntil::Kind::Local, last_day + 24h - 1s}));
  EXPECT_EQ(until("20261231t235959z"), (RuleUntil{RuleUntil::Kind::Utc, last_day + 24h - 1s}));
}

TEST(RuleReader, UntilInOtherFormsOfIso8601IsReadToo) {
  const LocalDate last_day = local_days{2026y / December / 31};
  EXPECT_EQ(until("2026-12-31"), (RuleUntil{RuleUntil::Kind::Date, last_day}));
  EXPECT_EQ(until("2026-12-31T09:30:00Z"), (RuleUntil{RuleUntil::Kind::Utc, last_day + 9h + 30min}));
  EXPECT_EQ(until("20261231T0930"), (RuleUntil{RuleUntil::Kind::Local, last_day + 9h + 30min}));
  EXPECT_EQ(until("20261231Z"), (RuleUntil{RuleUntil::Kind::Date, last_day}));
  EXPECT_EQ(until("20261231T240000Z"), (RuleUntil{RuleUntil::Kind::Utc, last_day + 24h}));
  EXPECT_EQ(until("20261231T235960Z"), (RuleUntil{RuleUntil::Kind::Utc, last_day + 24h - 1s}));
}

TEST(RuleReader, WhatHasNoPlainMeaningIsRefusedWithThePartAtFault) {
  for (const char* text : {"",
                           "BYDAY=MO",
                           "FREQ=",
                           "FREQ=SOMETIMES",
                           "FREQ=DAILY;INTERVAL=0",
                           "FREQ=DAILY;INTERVAL=-1",
                           "FREQ=DAILY;INTERVAL=1.5",
                           "FREQ=DAILY;COUNT=-1",
                           "FREQ=DAILY;COUNT=many",
                           "FREQ=DAILY;BYHOUR=24",
                           "FREQ=DAILY;BYMINUTE=60",
                           "FREQ=DAILY;BYSECOND=61",
                           "FREQ=DAILY;BYSECOND=-1",
                           "FREQ=DAILY;BYMONTHDAY=0",
                           "FREQ=DAILY;BYMONTHDAY=32",
                           "FREQ=DAILY;BYMONTHDAY=-32",
                           "FREQ=YEARLY;BYYEARDAY=367",
                           "FREQ=YEARLY;BYWEEKNO=54",
                           "FREQ=YEARLY;BYMONTH=13",
                           "FREQ=YEARLY;BYMONTH=-1",
                           "FREQ=YEARLY;BYSETPOS=0",
                           "FREQ=MONTHLY;BYDAY=0MO",
                           "FREQ=MONTHLY;BYDAY=54MO",
                           "FREQ=MONTHLY;BYDAY=M",
                           "FREQ=MONTHLY;BYDAY=1",
                           "FREQ=MONTHLY;BYDAY=+-1MO",
                           "FREQ=DAILY;WKST=1MO",
                           "FREQ=DAILY;UNTIL=20260230",
                           "FREQ=DAILY;UNTIL=00000101",
                           "FREQ=DAILY;UNTIL=2026",
                           "FREQ=DAILY;UNTIL=20260101T",
                           "FREQ=DAILY;UNTIL=20260101T250000",
                           "FREQ=DAILY;UNTIL=20260101T240001",
                           "FREQ=DAILY;UNTIL=20260101T000000+0100",
                           "FREQ=DAILY;BYEASTER=0",
                           "FREQ=DAILY;=1",
                           "DAILY"}) {
    const auto read = read_rule(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::Invalid);
    EXPECT_FALSE(read.error().message.empty());
  }
}

TEST(RuleReader, AnEndlessTextIsRefused) {
  const auto read = read_rule("FREQ=DAILY;" + std::string(kMaxRuleText, ';'));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::TooLarge);
}

}  // namespace
}  // namespace tandem::calendar
