#include "calendar/busy/stored_feed.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "calendar/busy/feed_ingest.h"

using namespace tandem::calendar;
using namespace std::chrono;

namespace {

const Interval kYear{sys_days{2026y / January / 1}, sys_days{2027y / January / 1}};
const FeedScope kScope{kYear, Zone(), {}};

std::string event(const std::string& uid, const std::string& lines) {
  return "BEGIN:VEVENT\r\nUID:" + uid + "\r\n" + lines + "END:VEVENT\r\n";
}
// A one-hour event on a day of January.
std::string on_day(const std::string& uid, int day, const std::string& more = "") {
  const std::string date = "202601" + std::string(day < 10 ? "0" : "") + std::to_string(day);
  return event(uid, "DTSTAMP:20260101T000000Z\r\nDTSTART:" + date + "T090000Z\r\nDURATION:PT1H\r\n" + more);
}
std::string calendar(const std::string& lines) { return "BEGIN:VCALENDAR\r\n" + lines + "END:VCALENDAR\r\n"; }

tandem::platform::Status ingest(StoredFeed& feed, const std::string& text, const FeedScope& scope = kScope) {
  FeedIngest reading(feed, scope);
  if (auto pushed = reading.push(text); !pushed) return pushed;
  return reading.finish();
}

// What it says is what one reading of the text from the start says.
void expect_as_from_scratch(const StoredFeed& feed, const std::string& text, const FeedScope& scope = kScope) {
  const auto expected = busy_of_feed(text, scope.window, scope.zone, scope.owner);
  ASSERT_TRUE(expected) << expected.error().message;
  EXPECT_EQ(feed.known().busy, expected->busy);
  EXPECT_EQ(feed.known().events, expected->events);
  auto by_words = [](std::vector<FeedProblem> problems) {
    std::vector<std::string> words;
    for (const FeedProblem& problem : problems) words.push_back(text_of(problem));
    std::sort(words.begin(), words.end());
    return words;
  };
  EXPECT_EQ(by_words(feed.known().problems), by_words(expected->problems));
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

}  // namespace

TEST(StoredFeed, AnUnchangedFeedIsScannedAndNothingElse) {
  StoredFeed feed;
  const std::string text = calendar(on_day("a", 5) + on_day("b", 6, "RRULE:FREQ=DAILY\r\n"));
  ASSERT_TRUE(ingest(feed, text));
  EXPECT_EQ(feed.work().parsed, 2U);
  ASSERT_TRUE(ingest(feed, text));
  EXPECT_EQ(feed.work().scanned, 2U);
  EXPECT_EQ(feed.work().parsed, 0U);
  EXPECT_EQ(feed.work().expanded, 0U);
  expect_as_from_scratch(feed, text);
}

TEST(StoredFeed, NewStampsFoldsAndTitlesChangeNothing) {
  StoredFeed feed;
  const std::string text = calendar(on_day("a", 5) + on_day("b", 6, "SUMMARY:x\r\n"));
  ASSERT_TRUE(ingest(feed, text));
  std::string other = replaced(text, "DTSTAMP:20260101", "DTSTAMP:20260909");
  other = replaced(other, "SUMMARY:x\r\n", "LOCATION:y\r\nDESCRIPTION:z\r\n z\r\n");
  other = replaced(other, "DURATION:PT1H", "DURA\r\n TION:PT1H");
  ASSERT_TRUE(ingest(feed, other));
  EXPECT_EQ(feed.work().parsed, 2U) << "a fold inside a name makes it another line";
  other = replaced(text, "DURATION:PT1H", "DURATION:P\r\n T1H");
  ASSERT_TRUE(ingest(feed, text));
  ASSERT_TRUE(ingest(feed, replaced(other, "DTSTAMP:20260101", "DTSTAMP:20260909")));
  EXPECT_EQ(feed.work().parsed, 0U);
  EXPECT_EQ(feed.work().expanded, 0U);
}

TEST(StoredFeed, OneChangedEventIsOneParse) {
  StoredFeed feed;
  std::string lines;
  for (int day = 1; day <= 28; ++day) lines += on_day("event" + std::to_string(day), day);
  ASSERT_TRUE(ingest(feed, calendar(lines)));
  const std::string changed = calendar(replaced(lines, "20260114T090000Z", "20260114T150000Z"));
  ASSERT_TRUE(ingest(feed, changed));
  EXPECT_EQ(feed.work().parsed, 1U);
  EXPECT_EQ(feed.work().expanded, 1U);
  expect_as_from_scratch(feed, changed);
}

TEST(StoredFeed, WhatVanishedIsFreeAgain) {
  StoredFeed feed;
  ASSERT_TRUE(ingest(feed, calendar(on_day("a", 5) + on_day("b", 5) + on_day("c", 6))));
  const std::string less = calendar(on_day("a", 5));
  ASSERT_TRUE(ingest(feed, less));
  EXPECT_EQ(feed.work().parsed, 0U);
  expect_as_from_scratch(feed, less);
  ASSERT_TRUE(ingest(feed, calendar("")));
  EXPECT_TRUE(feed.known().busy.empty());
}

TEST(StoredFeed, AChangedOverrideWorksOutItsSeriesAndNoOther) {
  StoredFeed feed;
  const std::string others = on_day("a", 1) + on_day("b", 2);
  const std::string series = on_day("s", 5, "RRULE:FREQ=DAILY;COUNT=5\r\n");
  ASSERT_TRUE(ingest(feed, calendar(others + series + on_day("s", 20, "RECURRENCE-ID:20260106T090000Z\r\n"))));
  const std::string moved = calendar(others + series + on_day("s", 21, "RECURRENCE-ID:20260106T090000Z\r\n"));
  ASSERT_TRUE(ingest(feed, moved));
  EXPECT_EQ(feed.work().parsed, 1U);
  EXPECT_EQ(feed.work().expanded, 2U);
  expect_as_from_scratch(feed, moved);
}

// Two versions of one event, equal but for DTSTAMP and time: the newer stamp holds, whatever was read before.
TEST(StoredFeed, StampsThatChangeAloneStillDecideBetweenVersions) {
  StoredFeed feed;
  const auto version = [](const std::string& stamp, const std::string& hour) {
    return event("a", "DTSTAMP:" + stamp + "\r\nDTSTART:20260105T" + hour + "0000Z\r\nDURATION:PT1H\r\n");
  };
  const std::string first = calendar(version("20260102T000000Z", "09") + version("20260101T000000Z", "15"));
  ASSERT_TRUE(ingest(feed, first));
  expect_as_from_scratch(feed, first);
  const std::string second = calendar(version("20260102T000000Z", "09") + version("20260103T000000Z", "15"));
  ASSERT_TRUE(ingest(feed, second));
  EXPECT_EQ(feed.work().parsed, 0U);
  expect_as_from_scratch(feed, second);
  const std::string level = calendar(version("20260103T000000Z", "15") + version("20260103T000000Z", "09"));
  ASSERT_TRUE(ingest(feed, level));
  expect_as_from_scratch(feed, level);
}

TEST(StoredFeed, AVersionThatComesLaterIsJudgedByTheStampsOfToday) {
  StoredFeed feed;
  const std::string old = event("a", "DTSTAMP:20260101T000000Z\r\nDTSTART:20260105T090000Z\r\nDURATION:PT1H\r\n");
  const std::string restamped = replaced(old, "DTSTAMP:20260101", "DTSTAMP:20260301");
  const std::string rival = event("a", "DTSTAMP:20260201T000000Z\r\nDTSTART:20260105T150000Z\r\nDURATION:PT1H\r\n");
  ASSERT_TRUE(ingest(feed, calendar(old)));
  ASSERT_TRUE(ingest(feed, calendar(restamped)));
  ASSERT_TRUE(ingest(feed, calendar(restamped + rival)));
  expect_as_from_scratch(feed, calendar(restamped + rival));
}

TEST(StoredFeed, AChangedZoneMovesTheEventsOnIt) {
  StoredFeed feed;
  const auto zone = [](const std::string& offset) {
    return "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:" + offset +
           "\r\nTZOFFSETTO:" + offset + "\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
  };
  const std::string zoned = event("a", "DTSTART;TZID=Ours:20260105T090000\r\nDURATION:PT1H\r\n");
  ASSERT_TRUE(ingest(feed, calendar(zone("+0100") + zoned)));
  ASSERT_TRUE(ingest(feed, calendar(zone("+0300") + zoned)));
  EXPECT_EQ(feed.work().parsed, 1U);
  expect_as_from_scratch(feed, calendar(zone("+0300") + zoned));
  ASSERT_TRUE(ingest(feed, calendar(zoned)));
  expect_as_from_scratch(feed, calendar(zoned));
}

TEST(StoredFeed, AChangedDefaultZoneMovesFloatingEvents) {
  StoredFeed feed;
  const std::string floating = event("a", "DTSTART:20260105T090000\r\nDURATION:PT1H\r\n");
  ASSERT_TRUE(ingest(feed, calendar("X-WR-TIMEZONE:Europe/Paris\r\n" + floating)));
  ASSERT_TRUE(ingest(feed, calendar("X-WR-TIMEZONE:Asia/Tokyo\r\n" + floating)));
  expect_as_from_scratch(feed, calendar("X-WR-TIMEZONE:Asia/Tokyo\r\n" + floating));
}

TEST(StoredFeed, AZoneNobodyKnowsIsToldAsLongAsAnEventNamesIt) {
  StoredFeed feed;
  const std::string strange = event("a", "DTSTART;TZID=Atlantis:20260105T090000\r\nDURATION:PT1H\r\n");
  ASSERT_TRUE(ingest(feed, calendar(strange + on_day("b", 6))));
  expect_as_from_scratch(feed, calendar(strange + on_day("b", 6)));
  ASSERT_TRUE(ingest(feed, calendar(on_day("b", 6))));
  EXPECT_TRUE(feed.known().problems.empty());
}

TEST(StoredFeed, ProblemsFollowTheirEventDownTheFeed) {
  StoredFeed feed;
  const std::string bad = event("bad", "DTSTART:nonsense\r\n") +
                          event("odd",
                                "DTSTART:20260105T090000Z\r\n"
                                "DTEND:20260104T090000Z\r\n") +
                          on_day("never", 7, "RRULE:FREQ=SECONDLY\r\n");
  ASSERT_TRUE(ingest(feed, calendar(bad)));
  expect_as_from_scratch(feed, calendar(bad));
  ASSERT_TRUE(ingest(feed, calendar(on_day("a", 5) + bad)));
  EXPECT_EQ(feed.work().parsed, 1U);
  expect_as_from_scratch(feed, calendar(on_day("a", 5) + bad));
  ASSERT_TRUE(ingest(feed, calendar(on_day("a", 5))));
  EXPECT_TRUE(feed.known().problems.empty());
}

TEST(StoredFeed, EverySkippedEventIsToldWithLineUidAndReason) {
  StoredFeed feed;
  ASSERT_TRUE(ingest(feed, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:lost\r\n" + on_day("good", 5) +
                               event("bad", "SUMMARY:x\r\n") + "END:VCALENDAR\r\n"));
  ASSERT_EQ(feed.known().problems.size(), 2U);
  EXPECT_EQ(text_of(feed.known().problems[0]), "line 2, lost: the event is skipped: it has no END");
  EXPECT_EQ(text_of(feed.known().problems[1]),
            "line 10, bad: the event is skipped: it has no DTSTART that can be read");
  EXPECT_EQ(feed.known().events, 1U);
}

TEST(StoredFeed, AReadingThatBreaksOffLeavesWhatWasThere) {
  StoredFeed feed;
  const std::string text = calendar(on_day("a", 5) + on_day("b", 6));
  ASSERT_TRUE(ingest(feed, text));
  {
    FeedIngest broken_off(feed, kScope), never(feed, kScope);
    EXPECT_TRUE(broken_off.push(text.substr(0, 90)));
  }
  expect_as_from_scratch(feed, text);
  EXPECT_FALSE(ingest(feed, text.substr(0, text.size() - 20)));
  expect_as_from_scratch(feed, text);
  EXPECT_FALSE(ingest(feed, "<html>please log in</html>"));
  expect_as_from_scratch(feed, text);
  EXPECT_FALSE(ingest(feed, ""));
  expect_as_from_scratch(feed, text);
  ASSERT_TRUE(ingest(feed, text));
  EXPECT_EQ(feed.work().parsed, 0U);
}

TEST(StoredFeed, AFirstReadingThatIsCutOffHoldsUntilAWholeOne) {
  StoredFeed feed;
  const std::string text = calendar(on_day("a", 5) + on_day("b", 6));
  const std::string half = text.substr(0, text.size() - 40);
  ASSERT_TRUE(ingest(feed, half));
  expect_as_from_scratch(feed, half);
  ASSERT_TRUE(ingest(feed, text));
  EXPECT_EQ(feed.work().parsed, 1U);
  expect_as_from_scratch(feed, text);
}

TEST(StoredFeed, OverALimitWhatWasThereStays) {
  StoredFeed feed;
  const std::string text = calendar(on_day("a", 5));
  ASSERT_TRUE(ingest(feed, text));
  std::string endless;
  for (int i = 0; i < 20; ++i) {
    endless += on_day("e" + std::to_string(i), 1, "RRULE:FREQ=MINUTELY;INTERVAL=6\r\n");
  }
  const auto millions = ingest(feed, calendar(on_day("a", 5) + endless));
  ASSERT_FALSE(millions);
  EXPECT_EQ(millions.error().kind, tandem::platform::ErrorKind::TooLarge);
  expect_as_from_scratch(feed, text);
  FeedIngest too_long(feed, kScope);
  const std::string megabyte(1024 * 1024, 'x');
  std::size_t pushed = 0;
  while (pushed <= kMaxFeedBytes && too_long.push(megabyte)) pushed += megabyte.size();
  EXPECT_EQ(pushed, kMaxFeedBytes / megabyte.size() * megabyte.size());
  expect_as_from_scratch(feed, text);
  ASSERT_TRUE(ingest(feed, text));
  EXPECT_EQ(feed.work().parsed, 0U);
}

TEST(StoredFeed, TenThousandOverridesOfOneUidAreReadOnceAndOneOfThemChanged) {
  StoredFeed feed;
  std::string overrides;
  for (int i = 0; i < 10'000; ++i) {
    const auto at = kYear.start + hours{i / 2};
    const year_month_day date{floor<days>(at)};
    char id[32];
    std::snprintf(id, sizeof id, "2026%02u%02uT%02d%02d00Z", static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), i / 2 % 24, i % 2 * 30);
    overrides += event("one", "DTSTAMP:20260101T000000Z\r\nRECURRENCE-ID:" + std::string(id) + "\r\nDTSTART:" + id +
                                  "\r\nDURATION:PT10M\r\n");
  }
  const std::string text = calendar(on_day("one", 1, "RRULE:FREQ=HOURLY\r\n") + overrides);
  ASSERT_TRUE(ingest(feed, text));
  expect_as_from_scratch(feed, text);
  const std::string changed = replaced(text, "DTSTART:20260201T100000Z", "DTSTART:20260201T101500Z");
  ASSERT_TRUE(ingest(feed, changed));
  EXPECT_EQ(feed.work().parsed, 1U);
  expect_as_from_scratch(feed, changed);
}

TEST(StoredFeed, OurOwnBookingsAreLeftOut) {
  StoredFeed feed;
  const std::string text = calendar(on_day("x@tandem", 5) + on_day("a", 6));
  ASSERT_TRUE(ingest(feed, text));
  expect_as_from_scratch(feed, text);
}

TEST(StoredFeed, AnotherOwnerReadsTheAnswersAnew) {
  StoredFeed feed;
  const std::string text = calendar(on_day("a", 5,
                                           "ATTENDEE;PARTSTAT=DECLINED:mailto:room@tandem.example\r\n"
                                           "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@tandem.example\r\n"));
  const FeedScope room{kYear, Zone(), "room@tandem.example"};
  ASSERT_TRUE(ingest(feed, text));
  EXPECT_FALSE(feed.known().busy.empty());
  ASSERT_TRUE(ingest(feed, text, room));
  EXPECT_TRUE(feed.known().busy.empty());
  expect_as_from_scratch(feed, text, room);
}

TEST(StoredFeed, AnotherWindowOrZoneNeedsNoText) {
  StoredFeed feed;
  const std::string text =
      calendar(on_day("a", 5, "RRULE:FREQ=WEEKLY\r\n") + event("b", "DTSTART;VALUE=DATE:20260301\r\n"));
  EXPECT_FALSE(feed.move_to(kScope));
  ASSERT_TRUE(ingest(feed, text));
  const FeedScope moved{{kYear.start + days{40}, kYear.end + days{40}}, Zone::locate("Asia/Tokyo").value(), {}};
  ASSERT_TRUE(feed.move_to(moved));
  EXPECT_EQ(feed.work().parsed, 0U);
  expect_as_from_scratch(feed, text, moved);
  EXPECT_FALSE(feed.move_to({kYear, Zone(), "somebody else"}));
  expect_as_from_scratch(feed, text, moved);
  EXPECT_FALSE(feed.move_to({{kYear.start, kYear.start + days{40'000}}, Zone(), {}}));
  expect_as_from_scratch(feed, text, moved);
}

TEST(StoredFeed, FreeBusyPeriodsComeAndGo) {
  StoredFeed feed;
  const auto busy = [](const std::string& hour) {
    return calendar("BEGIN:VFREEBUSY\r\nDTSTAMP:20260101T000000Z\r\nFREEBUSY:20260105T" + hour + "0000Z/PT1H\r\n" +
                    "END:VFREEBUSY\r\n" + on_day("a", 6));
  };
  ASSERT_TRUE(ingest(feed, busy("09")));
  expect_as_from_scratch(feed, busy("09"));
  ASSERT_TRUE(ingest(feed, busy("12")));
  expect_as_from_scratch(feed, busy("12"));
  EXPECT_EQ(feed.work().expanded, 0U);
}

TEST(StoredFeed, EqualEventsAreCountedEach) {
  StoredFeed feed;
  const std::string same = event("", "DTSTART:20260105T090000Z\r\nDURATION:PT1H\r\n");
  ASSERT_TRUE(ingest(feed, calendar(same + same + on_day("a", 5))));
  ASSERT_TRUE(ingest(feed, calendar(on_day("a", 5) + same)));
  expect_as_from_scratch(feed, calendar(on_day("a", 5) + same));
}

TEST(StoredFeed, AnotherOrderIsNoChange) {
  StoredFeed feed;
  std::string forwards;
  std::string backwards;
  for (int i = 0; i < 1000; ++i) {
    const std::string one = on_day("event" + std::to_string(i), 1 + i % 28);
    forwards += one;
    backwards = one + backwards;
  }
  ASSERT_TRUE(ingest(feed, calendar(forwards)));
  ASSERT_TRUE(ingest(feed, calendar(backwards)));
  EXPECT_LT(feed.work().parsed, 20U);
  expect_as_from_scratch(feed, calendar(backwards));
}
