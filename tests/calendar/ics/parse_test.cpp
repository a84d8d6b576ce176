#include "calendar/ics/parse.h"

#include <gtest/gtest.h>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

Feed feed_of(const std::string& lines) {
  return parse("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:one\r\n" + lines + "END:VEVENT\r\nEND:VCALENDAR\r\n").value();
}

Event event_of(const std::string& lines) { return feed_of(lines).events.at(0); }

TEST(Parse, TellsTheFourKindsOfTimeApart) {
  EXPECT_EQ(event_of("DTSTART:20260105T090000Z\r\n").start.kind, EventTime::Kind::Utc);
  EXPECT_EQ(event_of("DTSTART:20260105T090000\r\n").start.kind, EventTime::Kind::Floating);
  EXPECT_EQ(event_of("DTSTART;VALUE=DATE:20260105\r\n").start.kind, EventTime::Kind::Date);
  const EventTime zoned = event_of("DTSTART;TZID=\"Europe/Paris\":20260105T090000\r\n").start;
  EXPECT_EQ(zoned.kind, EventTime::Kind::Zoned);
  EXPECT_EQ(zoned.tzid, "Europe/Paris");
  EXPECT_EQ(zoned.local, LocalTime{local_days{2026y / January / 5} + 9h});
}

TEST(Parse, ADateWithoutItsValueParameterIsStillADate) {
  EXPECT_EQ(event_of("DTSTART:20260105\r\n").start.kind, EventTime::Kind::Date);
}

TEST(Parse, ReadsSequenceStampAndStatus) {
  const Event event =
      event_of("SEQUENCE:3\r\nDTSTAMP:20260101T000000Z\r\nSTATUS:TENTATIVE\r\nDTSTART:20260105T090000Z\r\n");
  EXPECT_EQ(event.sequence, 3);
  EXPECT_EQ(event.stamp, Instant{sys_days{2026y / January / 1}});
  EXPECT_EQ(event.status, EventStatus::Tentative);
}

TEST(Parse, DeclinedOnlyWhenEveryAttendeeDeclined) {
  const std::string declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:a@example.org\r\n";
  const std::string accepted = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.org\r\n";
  EXPECT_TRUE(event_of("DTSTART:20260105T090000Z\r\n" + declined).declined);
  EXPECT_FALSE(event_of("DTSTART:20260105T090000Z\r\n" + declined + accepted).declined);
  EXPECT_FALSE(event_of("DTSTART:20260105T090000Z\r\n").declined);
}

TEST(Parse, ReadsAllPartsOfARule) {
  const auto rules =
      event_of(
          "DTSTART:20260105T090000Z\r\nRRULE:FREQ=YEARLY;INTERVAL=2;COUNT=5;WKST=SU;BYMONTH=3,1;BYMONTHDAY=-1;"
          "BYDAY=-2MO,FR;BYHOUR=9;BYMINUTE=30;BYSECOND=60;BYSETPOS=-1\r\n")
          .rules;
  ASSERT_EQ(rules.size(), 1U);
  EXPECT_EQ(rules[0].interval, 2);
  EXPECT_EQ(rules[0].count, 5);
  EXPECT_EQ(rules[0].week_start, Sunday);
  EXPECT_EQ(rules[0].by_day, (std::vector<WeekdayNumber>{{Monday, -2}, {Friday, 0}}));
  EXPECT_EQ(rules[0].by_month_day, std::vector{-1});
  EXPECT_EQ(rules[0].by_set_position, std::vector{-1});
}

TEST(Parse, AnAlarmInsideAnEventDoesNotSpeakForIt) {
  const Event event = event_of(
      "DTSTART:20260105T090000Z\r\nDURATION:PT1H\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\nDURATION:PT9H\r\nEND:VALARM\r\n");
  EXPECT_EQ(event.duration, (EventDuration{days{0}, 1h}));
}

TEST(Parse, ATimeThatDoesNotExistCostsItsEvent) {
  const Feed feed = feed_of("DTSTART:20261345T250000Z\r\n");
  EXPECT_TRUE(feed.events.empty());
  ASSERT_FALSE(feed.problems.empty());
  EXPECT_EQ(feed.problems.back(), (FeedProblem{"one", "the event is skipped: it has no DTSTART that can be read", 2}));
}

TEST(Parse, FreeBusyPeriodsAreBusyUnlessTheySayFree) {
  const auto feed = parse(
      "BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nUID:f\r\nFREEBUSY:20260105T090000Z/PT1H,20260105T120000Z/"
      "20260105T130000Z\r\n"
      "FREEBUSY;FBTYPE=FREE:20260105T150000Z/PT1H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n");
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->busy.size(), 2U);
}

TEST(Parse, TooManyEventsAreTooLarge) {
  std::string text = "BEGIN:VCALENDAR\r\n";
  for (std::size_t i = 0; i <= kMaxFeedEvents; ++i)
    text += "BEGIN:VEVENT\r\nDTSTART:20260105T090000Z\r\nEND:VEVENT\r\n";
  const auto feed = parse(text + "END:VCALENDAR\r\n");
  ASSERT_FALSE(feed);
  EXPECT_EQ(feed.error().kind, platform::ErrorKind::TooLarge);
}

TEST(Parse, AUidIsTheTextThatIsMeant) {
  EXPECT_EQ(event_of("UID:a\\, b\\; c\\\\d\r\nDTSTART:20260105T090000Z\r\n").uid, "a, b; c\\d");
}

TEST(Parse, AZoneMayHaveAComma) {
  const Feed feed =
      parse(
          "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:(UTC+01:00) Bern\\, Wien\r\nBEGIN:DAYLIGHT\r\nTZNAME:MESZ\r\n"
          "DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
          "BEGIN:VEVENT\r\nDTSTART;TZID=\"(UTC+01:00) Bern, Wien\":20260105T090000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
          .value();
  ASSERT_EQ(feed.zones.size(), 1U);
  EXPECT_EQ(feed.zones[0].tzid, feed.events.at(0).start.tzid);
  EXPECT_TRUE(feed.zones[0].observances.at(0).daylight);
  EXPECT_EQ(feed.zones[0].observances.at(0).name, "MESZ");
}

TEST(Parse, TheZoneOfTheCalendarIsRead) {
  EXPECT_EQ(parse("BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/\r\n Paris\r\nEND:VCALENDAR\r\n")->default_tzid,
            "Europe/Paris");
}

}  // namespace
}  // namespace tandem::calendar
