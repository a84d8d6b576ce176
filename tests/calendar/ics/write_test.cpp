#include "calendar/ics/write.h"

#include <gtest/gtest.h>

#include <sstream>

#include "calendar/ics/content_line.h"
#include "calendar/ics/parse.h"
#include "calendar/ics/value_writer.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

constexpr local_days kDay{2026y / March / 2};

EventTime utc(LocalTime time) { return {EventTime::Kind::Utc, time, {}}; }
EventTime in(const std::string& tzid, LocalTime time) { return {EventTime::Kind::Zoned, time, tzid}; }

PublishedEvent session() {
  PublishedEvent published;
  published.event.uid = "k1-42@tandem";
  published.event.stamp = sys_days{2026y / March / 1};
  published.event.sequence = 2;
  published.event.start = utc(kDay + 9h);
  published.event.end = utc(kDay + 10h);
  published.summary = "Réservée; salle, étage";
  published.location = "Salle Ada\nÉtage 2";
  return published;
}

std::string written(const std::vector<PublishedEvent>& events, const std::string& name = {}) {
  PublishedCalendar calendar;
  calendar.name = name;
  calendar.events = events;
  return write_calendar(calendar).value();
}

bool has_line(const std::string& text, const std::string& line) {
  return text.find("\r\n" + line + "\r\n") != std::string::npos;
}

TEST(WriteCalendar, ReadsBackTheSame) {
  PublishedEvent cancelled = session();
  cancelled.event.uid = "k1-43@tandem";
  cancelled.event.status = EventStatus::Cancelled;
  const auto feed = parse(written({session(), cancelled}, "Salle Ada")).value();
  ASSERT_EQ(feed.events.size(), 2U);
  EXPECT_TRUE(feed.problems.empty());
  EXPECT_EQ(feed.events[0].uid, "k1-42@tandem");
  EXPECT_EQ(feed.events[0].sequence, 2);
  EXPECT_EQ(feed.events[0].stamp, session().event.stamp);
  EXPECT_EQ(feed.events[0].start, utc(kDay + 9h));
  EXPECT_EQ(feed.events[0].end, utc(kDay + 10h));
  EXPECT_EQ(feed.events[1].status, EventStatus::Cancelled);
}

TEST(WriteCalendar, EscapesTextAndKeepsItInItsProperty) {
  const std::string text = written({session()});
  EXPECT_TRUE(has_line(text, "SUMMARY:Réservée\\; salle\\, étage"));
  EXPECT_TRUE(has_line(text, "LOCATION:Salle Ada\\nÉtage 2"));
  PublishedEvent evil = session();
  evil.summary = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT";
  EXPECT_EQ(parse(written({evil}))->events.size(), 1U);
}

TEST(WriteCalendar, ANameCannotAddLines) {
  const std::string text = written({}, "Salle\r\nBEGIN:VEVENT\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT");
  EXPECT_TRUE(parse(text)->events.empty());
}

TEST(WriteCalendar, LinesEndInCrlfAndHaveAtMost75Octets) {
  PublishedEvent event = session();
  event.summary = std::string(300, 'x') + "éééééééééééééééééééééééééééééééééééééééééééééééééééééééé";
  event.location = "a🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪🚪";
  std::istringstream lines(written({event}, "Salle"));
  for (std::string line; std::getline(lines, line);) {
    ASSERT_TRUE(line.ends_with('\r'));
    EXPECT_LE(line.size() - 1, 75U) << line;
    // A fold inside a character would leave a line that starts with one of its later bytes.
    const auto first = static_cast<unsigned char>(line.at(line.front() == ' ' ? 1 : 0));
    EXPECT_NE(first & 0xC0U, 0x80U) << line;
  }
}

TEST(WriteCalendar, ALineOf75OctetsIsNotFoldedAndOneOf76Is) {
  PublishedEvent event = session();
  event.summary = std::string(75 - std::string("SUMMARY:").size(), 'x');
  EXPECT_TRUE(has_line(written({event}), "SUMMARY:" + event.summary));
  event.summary += 'y';
  EXPECT_TRUE(has_line(written({event}), "SUMMARY:" + event.summary.substr(0, 67) + "\r\n y"));
}

TEST(WriteCalendar, OctetsThatAreNotUtf8AreReplaced) {
  PublishedEvent event = session();
  event.summary = "caf\xE9 \xC0\xAF \xED\xA0\x80 \xF5 \xE2\x82";
  const std::string text = written({event});
  const std::string bad = "\uFFFD";
  EXPECT_TRUE(
      has_line(text, "SUMMARY:caf" + bad + " " + bad + bad + " " + bad + bad + bad + " " + bad + " " + bad + bad));
}

TEST(WriteCalendar, ControlCharactersAreLeftOut) {
  PublishedEvent event = session();
  event.summary = std::string(
      "a\0b\x01"
      "c\x7F"
      "d\re\tf",
      11);
  EXPECT_TRUE(has_line(written({event}), "SUMMARY:abcde\tf"));
}

TEST(WriteCalendar, WithoutEventsItIsStillACalendar) {
  const auto feed = parse(written({}, "Salle"));
  ASSERT_TRUE(feed);
  EXPECT_TRUE(feed->events.empty());
}

TEST(WriteCalendar, TellsSubscribersItsNameAndHowOftenToLook) {
  PublishedCalendar calendar;
  calendar.name = "Salle Ada; étage 2";
  calendar.refresh_after = 15min;
  const std::string text = write_calendar(calendar).value();
  for (const char* line :
       {"VERSION:2.0", "METHOD:PUBLISH", "NAME:Salle Ada\\; étage 2", "X-WR-CALNAME:Salle Ada\\; étage 2",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M", "X-PUBLISHED-TTL:PT15M"}) {
    EXPECT_TRUE(has_line(text, line)) << line;
  }
}

TEST(WriteCalendar, APrivateEventSaysSo) {
  PublishedEvent event = session();
  event.private_class = true;
  EXPECT_TRUE(has_line(written({event}), "CLASS:PRIVATE"));
  EXPECT_EQ(written({session()}).find("CLASS:"), std::string::npos);
}

TEST(WriteCalendar, EveryZoneThatIsUsedIsDefinedOnce) {
  PublishedEvent event = session();
  event.event.start = in("Europe/Paris", kDay + 9h);
  event.event.end = in("Romance Standard Time", kDay + 10h);
  event.event.excluded_dates = {in("America/New_York", kDay + 9h), in("Europe/Paris", kDay + 8h)};
  const Feed feed = parse(written({event})).value();
  ASSERT_EQ(feed.zones.size(), 3U);
  EXPECT_EQ(feed.zones[0].tzid, "America/New_York");
  EXPECT_EQ(feed.zones[1].tzid, "Europe/Paris");
  EXPECT_EQ(feed.zones[2].tzid, "Romance Standard Time");
  EXPECT_EQ(feed.zones[2].location, "Europe/Paris");
}

TEST(WriteCalendar, AnUnknownZoneIsAnErrorWithItsName) {
  PublishedEvent event = session();
  event.event.start = in("Mars/Olympus", kDay + 9h);
  PublishedCalendar calendar;
  calendar.events = {event};
  const auto text = write_calendar(calendar);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().kind, platform::ErrorKind::NotFound);
  EXPECT_NE(text.error().message.find("Mars/Olympus"), std::string::npos);
}

TEST(WriteCalendar, AZoneOfTheCallersIsWrittenAsItIs) {
  PublishedEvent event = session();
  const std::string tzid = "Mars, Olympus: ^1;\nnorth";
  event.event.start = in(tzid, kDay + 9h);
  PublishedCalendar calendar;
  calendar.events = {event};
  calendar.zones = {{tzid, "", {{false, "MST", LocalTime{local_days{1970y / January / 1}}, 37min, 37min, {}, {}}}},
                    {"not used", "", {}}};
  const Feed feed = parse(write_calendar(calendar).value()).value();
  ASSERT_EQ(feed.zones.size(), 1U);
  EXPECT_EQ(feed.zones.at(0), calendar.zones.at(0));
  EXPECT_EQ(feed.events.at(0).start.tzid, tzid);
}

TEST(WriteObject, HasNoMethodAndKeepsOverridesTogether) {
  PublishedEvent series = session();
  series.event.rules.emplace_back();
  PublishedEvent moved = session();
  moved.event.recurrence_id = utc(kDay + days{1} + 9h);
  const std::string text = write_object({series, moved}).value();
  EXPECT_EQ(text.find("METHOD"), std::string::npos);
  EXPECT_EQ(parse(text)->events.size(), 2U);
}

TEST(RuleValue, NamesTheScaleAndWhatBecomesOfInvalidDates) {
  RecurrenceRule rule;
  rule.frequency = Frequency::Yearly;
  rule.scale = "CHINESE";
  rule.by_month = {4};
  rule.by_leap_month = {5};
  rule.skip = InvalidDate::Forward;
  EXPECT_EQ(rule_value(rule), "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=4,5L;SKIP=FORWARD");
  rule = {};
  rule.skip = InvalidDate::Backward;
  EXPECT_EQ(rule_value(rule), "RSCALE=GREGORIAN;FREQ=DAILY;SKIP=BACKWARD");
}

TEST(ParameterValue, QuotesWhatWouldEndItAndEscapesTheRest) {
  EXPECT_EQ(parameter_value("Europe/Paris"), "Europe/Paris");
  EXPECT_EQ(parameter_value("a;b:c,d"), "\"a;b:c,d\"");
  EXPECT_EQ(parameter_value("say \"x\"^\n"), "say ^'x^'^^^n");
}

TEST(OnClockOf, ShowsTheClockOfTheZone) {
  const Zone paris = Zone::locate("Europe/Paris").value();
  EXPECT_EQ(on_clock_of(paris, sys_days{2026y / July / 1} + 7h), in("Europe/Paris", local_days{2026y / July / 1} + 9h));
}

//  02:00 [first---)[second--) 03:00
TEST(OnClockOf, AnHourThatIsThereTwiceIsInUtcBothTimes) {
  const Zone paris = Zone::locate("Europe/Paris").value();
  const Instant first = sys_days{2026y / October / 25};
  EXPECT_EQ(on_clock_of(paris, first - 1s).kind, EventTime::Kind::Zoned);
  EXPECT_EQ(on_clock_of(paris, first), utc(local_days{2026y / October / 25}));
  EXPECT_EQ(on_clock_of(paris, first + 2h - 1s).kind, EventTime::Kind::Utc);
  EXPECT_EQ(on_clock_of(paris, first + 2h).kind, EventTime::Kind::Zoned);
}

TEST(OnClockOf, UtcNeedsNoZone) {
  for (const char* name : {"UTC", "Etc/UTC"}) {
    EXPECT_EQ(on_clock_of(Zone::locate(name).value(), sys_days{2026y / July / 1}).kind, EventTime::Kind::Utc) << name;
  }
}

}  // namespace
}  // namespace tandem::calendar
