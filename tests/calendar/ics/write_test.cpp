#include "calendar/ics/write.h"

#include <gtest/gtest.h>

#include <sstream>

#include "calendar/ics/parse.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

PublishedEvent session() {
  PublishedEvent event;
  event.uid = "k1-42@tandem";
  event.stamp = sys_days{2026y / March / 1};
  event.sequence = 2;
  event.when = {sys_days{2026y / March / 2} + 9h, sys_days{2026y / March / 2} + 10h};
  event.summary = "Réservée; salle, étage";
  event.location = "Salle Ada\nÉtage 2";
  return event;
}

TEST(WriteCalendar, ReadsBackTheSame) {
  PublishedEvent cancelled = session();
  cancelled.uid = "k1-43@tandem";
  cancelled.status = EventStatus::Cancelled;
  const auto feed = parse(write_calendar({"Salle Ada", {session(), cancelled}})).value();
  ASSERT_EQ(feed.events.size(), 2U);
  EXPECT_TRUE(feed.problems.empty());
  EXPECT_EQ(feed.events[0].uid, "k1-42@tandem");
  EXPECT_EQ(feed.events[0].sequence, 2);
  EXPECT_EQ(feed.events[0].stamp, session().stamp);
  EXPECT_EQ(feed.events[0].start, (EventTime{EventTime::Kind::Utc, local_days{2026y / March / 2} + 9h, {}}));
  EXPECT_EQ(feed.events[0].end, (EventTime{EventTime::Kind::Utc, local_days{2026y / March / 2} + 10h, {}}));
  EXPECT_EQ(feed.events[1].status, EventStatus::Cancelled);
}

TEST(WriteCalendar, EscapesTextAndKeepsItInItsProperty) {
  const std::string text = write_calendar({"", {session()}});
  EXPECT_NE(text.find("SUMMARY:Réservée\\; salle\\, étage\r\n"), std::string::npos);
  EXPECT_NE(text.find("LOCATION:Salle Ada\\nÉtage 2\r\n"), std::string::npos);
  PublishedEvent evil = session();
  evil.summary = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT";
  EXPECT_EQ(parse(write_calendar({"", {evil}}))->events.size(), 1U);
}

TEST(WriteCalendar, ANameCannotAddLines) {
  const std::string text = write_calendar({"Salle\r\nBEGIN:VEVENT\r\nDTSTART:20260101T000000Z\r\nEND:VEVENT", {}});
  EXPECT_TRUE(parse(text)->events.empty());
}

TEST(WriteCalendar, LinesEndInCrlfAndHaveAtMost75Octets) {
  PublishedEvent event = session();
  event.summary = std::string(300, 'x') + "éééééééééééééééééééééééééééééééééééééééééééééééééééééééé";
  std::istringstream lines(write_calendar({"Salle", {event}}));
  for (std::string line; std::getline(lines, line);) {
    ASSERT_TRUE(line.ends_with('\r'));
    EXPECT_LE(line.size() - 1, 75U) << line;
    // A fold inside a character would leave a line that starts with one of its later bytes.
    const auto first = static_cast<unsigned char>(line.at(line.front() == ' ' ? 1 : 0));
    EXPECT_NE(first & 0xC0U, 0x80U) << line;
  }
}

TEST(WriteCalendar, WithoutEventsItIsStillACalendar) {
  const auto feed = parse(write_calendar({"Salle", {}}));
  ASSERT_TRUE(feed);
  EXPECT_TRUE(feed->events.empty());
}

}  // namespace
}  // namespace tandem::calendar
