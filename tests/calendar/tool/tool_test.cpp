// What tandem-ics answers, and the exit codes that scripts see.

#include <gtest/gtest.h>

#include <sstream>

#include "calendar/tool/rule_command.h"
#include "calendar/tool/time_text.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

struct Told {
  IcsExit exit;
  std::string out;
  std::string complaints;
};

template <class Command, class Question>
Told ask(Command command, const Question& question) {
  std::ostringstream out;
  std::ostringstream complaints;
  const IcsExit exit = command(question, Answer{out, complaints});
  return {exit, out.str(), complaints.str()};
}

std::string event(const std::string& uid, const std::string& lines) {
  return "BEGIN:VEVENT\r\nUID:" + uid + "\r\n" + lines + "END:VEVENT\r\n";
}

FeedQuestion about(const std::string& events, bool json = false) {
  return {"BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n",
          {sys_days{2026y / January / 1}, sys_days{2026y / February / 1}},
          Zone(),
          json};
}

const std::string kNine = "DTSTART:20260105T090000Z\r\nDURATION:PT1H\r\n";

Told starts(const std::string& start, const std::string& rule, const std::string& tzid = {}, std::size_t limit = 100) {
  return ask(run_rule, RuleQuestion{start, tzid, rule, limit});
}

TEST(TandemIcs, ExpandSaysStartEndUidAndWhatHoldsNobody) {
  const auto told = ask(run_expand, about(event("a", kNine) + event("b", kNine + "TRANSP:TRANSPARENT\r\n")));
  EXPECT_EQ(told.out,
            "2026-01-05T09:00:00Z 2026-01-05T10:00:00Z a\n"
            "2026-01-05T09:00:00Z 2026-01-05T10:00:00Z b free\n");
  EXPECT_EQ(told.exit, IcsExit::Fine);
}

TEST(TandemIcs, ExpandAsJsonHasOccurrencesAndProblems) {
  const auto told = ask(run_expand, about(event("a", kNine) + event("b", ""), true));
  EXPECT_NE(told.out.find(R"({"start":"2026-01-05T09:00:00Z","end":"2026-01-05T10:00:00Z","uid":"a","busy":true})"),
            std::string::npos);
  EXPECT_NE(told.out.find("no DTSTART"), std::string::npos);
}

TEST(TandemIcs, BusyJoinsWhatOverlapsAndLeavesOutWhatHoldsNobody) {
  const auto told =
      ask(run_busy, about(event("a", kNine) + event("b", "DTSTART:20260105T093000Z\r\nDURATION:PT1H\r\n") +
                          event("c", "DTSTART:20260106T093000Z\r\nSTATUS:CANCELLED\r\nDURATION:PT1H\r\n")));
  EXPECT_EQ(told.out, "2026-01-05T09:00:00Z 2026-01-05T10:30:00Z\n");
}

TEST(TandemIcs, CheckNamesLineUidAndReasonOfWhatWasSkipped) {
  const auto told = ask(run_check, about(event("good", kNine) + event("bad", "DTSTART:nonsense\r\n")));
  EXPECT_EQ(told.exit, IcsExit::Problems);
  EXPECT_NE(told.out.find("line 7"), std::string::npos) << told.out;
  EXPECT_NE(told.out.find("bad"), std::string::npos);
  EXPECT_NE(told.out.find("no DTSTART"), std::string::npos);
  EXPECT_NE(told.out.find("1 events read, 1 problems"), std::string::npos);
}

TEST(TandemIcs, CheckAsJsonGivesLineUidAndReason) {
  FeedQuestion question = about(event("good", kNine) + event("bad", "DTSTART:nonsense\r\n"));
  question.json = true;
  const auto told = ask(run_check, question);
  EXPECT_NE(told.out.find("\"line\":7,\"uid\":\"bad\",\"reason\":\"the event is skipped"), std::string::npos)
      << told.out;
}

TEST(TandemIcs, CheckOfAGoodCalendarIsFine) {
  EXPECT_EQ(ask(run_check, about(event("good", kNine))).exit, IcsExit::Fine);
}

TEST(TandemIcs, ALoginPageIsNoCalendar) {
  const auto told = ask(run_check, FeedQuestion{"<html>", about("").window, Zone(), false});
  EXPECT_EQ(told.exit, IcsExit::NoCalendar);
  EXPECT_NE(told.complaints.find("no calendar"), std::string::npos);
}

TEST(TandemIcs, AUidOfTheFeedStaysOneWordOnTheTerminal) {
  const auto told = ask(run_expand, about(event("a \x1b[2Jb", kNine)));
  EXPECT_NE(told.out.find(" a??[2Jb\n"), std::string::npos) << told.out;
}

TEST(TandemIcs, RuleStartsCarryTheOffsetOfTheirDay) {
  EXPECT_EQ(starts("20260328T090000", "FREQ=DAILY;COUNT=3", "Europe/Paris").out,
            "2026-03-28T09:00:00+01:00\n2026-03-29T09:00:00+02:00\n2026-03-30T09:00:00+02:00\n");
}

TEST(TandemIcs, RuleStartsInUtcWithoutZoneAndOfDaysAreWrittenAsTheyWereGiven) {
  EXPECT_EQ(starts("20260328T090000Z", "FREQ=DAILY;COUNT=1").out, "2026-03-28T09:00:00Z\n");
  EXPECT_EQ(starts("2026-03-28T09:00:00", "RRULE:FREQ=DAILY;COUNT=1").out, "2026-03-28T09:00:00\n");
  EXPECT_EQ(starts("2026-03-28T09:00Z", "FREQ=DAILY;COUNT=1").out, "2026-03-28T09:00:00Z\n");
  EXPECT_EQ(starts("20260328", "FREQ=WEEKLY;COUNT=2").out, "2026-03-28\n2026-04-04\n");
}

TEST(TandemIcs, ARuleWithoutEndStopsAtTheLimit) {
  EXPECT_EQ(starts("20260101T000000Z", "FREQ=SECONDLY", "", 2).out, "2026-01-01T00:00:00Z\n2026-01-01T00:00:01Z\n");
}

TEST(TandemIcs, ARareRuleIsFollowedOverCenturies) {
  // 29 February on a Monday: every 28 years, later where a century year is no leap year.
  EXPECT_EQ(starts("20240229T000000Z", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "", 4).out,
            "2024-02-29T00:00:00Z\n2044-02-29T00:00:00Z\n2072-02-29T00:00:00Z\n2112-02-29T00:00:00Z\n");
}

TEST(TandemIcs, ARuleThatNeverMatchesEndsWithItsStart) {
  EXPECT_EQ(starts("20260101T000000Z", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").out, "2026-01-01T00:00:00Z\n");
}

TEST(TandemIcs, AHugeIntervalEndsWithItsStart) {
  EXPECT_EQ(starts("20260101T000000Z", "FREQ=YEARLY;INTERVAL=32767").out, "2026-01-01T00:00:00Z\n");
}

TEST(TandemIcs, WhatCannotBeReadIsSaidAndAnExitCode) {
  EXPECT_EQ(starts("20260101T000000Z", "FREQ=SOMETIMES").exit, IcsExit::Problems);
  EXPECT_EQ(starts("tomorrow", "FREQ=DAILY").exit, IcsExit::Problems);
  EXPECT_NE(starts("20260101T000000", "FREQ=DAILY", "Mars/Olympus").complaints.find("Mars/Olympus"), std::string::npos);
  EXPECT_EQ(starts("20260101T000000Z\r\nEND:VEVENT", "FREQ=DAILY").exit, IcsExit::Problems);
}

TEST(TandemIcs, MomentsAreReadInTheZoneUnlessTheySayUtc) {
  const Zone paris = Zone::locate("Europe/Paris").value();
  EXPECT_EQ(utc_text(read_moment("2026-07-01", paris).value()), "2026-06-30T22:00:00Z");
  EXPECT_EQ(utc_text(read_moment("2026-07-01T09:30", paris).value()), "2026-07-01T07:30:00Z");
  EXPECT_EQ(utc_text(read_moment("20260701T093000Z", paris).value()), "2026-07-01T09:30:00Z");
  for (const char* bad : {"", "2026", "2026-13-01", "2026-07-01T25:00", "2026-07-01T", "today"}) {
    EXPECT_FALSE(read_moment(bad, paris)) << bad;
  }
}

}  // namespace
}  // namespace tandem::calendar
