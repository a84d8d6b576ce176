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
  EXPECT_NE(told.out.find(R"({"start":"2026-01-05T09:00:00Z","end":"2026-01-05T10:00:00Z","uid":"a","busy":true,)"),
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

TEST(TandemIcs, AStartIsReadInTheFormsThatPeopleType) {
  for (const char* typed :
       {"20260328T090000", "2026-03-28T09:00:00", "2026-03-28T09:00", "2026-03-28 09:00", "20260328t0900",
        "TZID=Europe/Paris:20260328T090000", "DTSTART;TZID=Europe/Paris:20260328T090000",
        "DTSTART;TZID=\"Europe/Paris\":20260328T090000", "DTSTART:20260328T090000", "dtstart:20260328T090000",
        "2026-03-28T09:00:00[Europe/Paris]"}) {
    EXPECT_EQ(starts(typed, "FREQ=DAILY;COUNT=1", "Europe/Paris").out, "2026-03-28T09:00:00+01:00\n") << typed;
  }
  for (const char* typed : {"20260328", "2026-03-28", "VALUE=DATE:20260328", "DTSTART;VALUE=DATE:20260328"}) {
    EXPECT_EQ(starts(typed, "FREQ=DAILY;COUNT=1", "Europe/Paris").out, "2026-03-28\n") << typed;
  }
}

TEST(TandemIcs, AStartsOwnZoneHoldsAgainstTheOption) {
  EXPECT_EQ(starts("TZID=America/New_York:20260328T090000", "FREQ=DAILY;COUNT=1", "Europe/Paris").out,
            "2026-03-28T09:00:00-04:00\n");
  EXPECT_EQ(starts("20260328T090000Z", "FREQ=DAILY;COUNT=1", "Europe/Paris").out, "2026-03-28T09:00:00Z\n");
}

TEST(TandemIcs, SeveralRulesAndDatesAreJoinedAndWhatIsExcludedIsLeftOut) {
  RuleQuestion question{"20260105T090000Z", {}, "FREQ=DAILY;COUNT=4"};
  question.more_rules = {"RRULE:FREQ=WEEKLY;COUNT=2"};
  question.extra_dates = {"20260107T120000Z,2026-01-08T12:00Z"};
  question.excluded_dates = {"EXDATE:20260106T090000Z"};
  question.excluded_rules = {"FREQ=DAILY;INTERVAL=3"};
  EXPECT_EQ(ask(run_rule, question).out,
            "2026-01-07T09:00:00Z\n2026-01-07T12:00:00Z\n2026-01-08T12:00:00Z\n2026-01-12T09:00:00Z\n");
}

TEST(TandemIcs, TheLimitCountsWhatIsLeft) {
  RuleQuestion question{"20260105", {}, "FREQ=DAILY"};
  question.limit = 3;
  question.excluded_rules = {"FREQ=DAILY;INTERVAL=2"};
  question.excluded_dates = {"20260106,20260108"};
  EXPECT_EQ(ask(run_rule, question).out, "2026-01-10\n2026-01-12\n2026-01-14\n");
}

TEST(TandemIcs, FromAndToBoundTheStartsOnTheirOwnClock) {
  RuleQuestion question{"TZID=Europe/Paris:20200101T003000", {}, "FREQ=DAILY"};
  question.from = "2026-03-29";
  question.to = "2026-03-31";
  EXPECT_EQ(ask(run_rule, question).out, "2026-03-29T00:30:00+01:00\n2026-03-30T00:30:00+02:00\n");
  question.to = "someday";
  EXPECT_EQ(ask(run_rule, question).exit, IcsExit::Problems);
}

TEST(TandemIcs, StartsAreWrittenInTheFormThatIsAsked) {
  RuleQuestion question{"20260328T090000", "Europe/Paris", "FREQ=DAILY;COUNT=1"};
  question.form = StartForm::Basic;
  EXPECT_EQ(ask(run_rule, question).out, "20260328T090000\n");
  question.form = StartForm::Utc;
  EXPECT_EQ(ask(run_rule, question).out, "2026-03-28T08:00:00Z\n");
  question.json = true;
  EXPECT_EQ(ask(run_rule, question).out, R"({"starts":[{"start":"2026-03-28T08:00:00Z","utc":"2026-03-28T08:00:00Z"}]})"
                                         "\n");
  question = {"20260328T090000Z", {}, "FREQ=DAILY;COUNT=1"};
  question.form = StartForm::Basic;
  EXPECT_EQ(ask(run_rule, question).out, "20260328T090000Z\n");
  question.start = "20260328";
  EXPECT_EQ(ask(run_rule, question).out, "20260328\n");
}

TEST(TandemIcs, OccurrencesAsJsonSayClockStatusAndWhatTheyOverride) {
  auto question = about(event("a", "DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;COUNT=2\r\nSTATUS:TENTATIVE\r\n") +
                            event("a", "RECURRENCE-ID;VALUE=DATE:20260106\r\nDTSTART:20260107T090000Z\r\n"),
                        true);
  question.zone = Zone::locate("Europe/Paris").value();
  const std::string out = ask(run_expand, question).out;
  EXPECT_NE(out.find(R"("start_local":"2026-01-05T00:00:00","end_local":"2026-01-06T00:00:00","all_day":true,)"
                     R"("status":"TENTATIVE","recurrence_id":null,"this_and_future":false,"line":2)"),
            std::string::npos)
      << out;
  EXPECT_NE(out.find(R"("start_local":"2026-01-07T10:00:00","end_local":"2026-01-07T10:00:00","all_day":false,)"
                     R"("status":"CONFIRMED","recurrence_id":{"value":"20260106"})"),
            std::string::npos)
      << out;
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
