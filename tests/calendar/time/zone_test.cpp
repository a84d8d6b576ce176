#include "calendar/time/zone.h"

#include <gtest/gtest.h>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

Zone paris() { return Zone::locate("Europe/Paris").value(); }
LocalTime local(year_month_day date, hours hour, minutes minute = minutes{0}) {
  return local_days{date} + hour + minute;
}
Instant utc(year_month_day date, hours hour, minutes minute = minutes{0}) { return sys_days{date} + hour + minute; }

TEST(Zone, DefaultIsUtc) {
  EXPECT_EQ(Zone().offset_at(utc(2026y / July / 1, 12h)), 0s);
  EXPECT_EQ(Zone().to_instant(local(2026y / July / 1, 12h)), utc(2026y / July / 1, 12h));
}

TEST(Zone, UnknownNameIsNotFound) {
  const auto zone = Zone::locate("Europe/Atlantis");
  ASSERT_FALSE(zone);
  EXPECT_EQ(zone.error().kind, platform::ErrorKind::NotFound);
  EXPECT_FALSE(Zone::locate(""));
  EXPECT_FALSE(Zone::locate("../../etc/passwd"));
}

TEST(Zone, ParisIsOneHourAheadInWinterAndTwoInSummer) {
  EXPECT_EQ(paris().to_instant(local(2026y / January / 15, 9h)), utc(2026y / January / 15, 8h));
  EXPECT_EQ(paris().to_instant(local(2026y / July / 15, 9h)), utc(2026y / July / 15, 7h));
}

TEST(Zone, ATimeThatTheGapSkipsIsReadWithTheOffsetBeforeIt) {
  // 29 March 2026: 02:00 becomes 03:00. 02:30 at +1 is 01:30 UTC, which people read as 03:30.
  const Instant at = paris().to_instant(local(2026y / March / 29, 2h, 30min));
  EXPECT_EQ(at, utc(2026y / March / 29, 1h, 30min));
  EXPECT_EQ(paris().to_local(at), local(2026y / March / 29, 3h, 30min));
}

TEST(Zone, ATimeThatHappensTwiceMeansItsFirstOccurrence) {
  // 25 October 2026: 03:00 becomes 02:00. The first 02:30 is still summer time.
  EXPECT_EQ(paris().to_instant(local(2026y / October / 25, 2h, 30min)), utc(2026y / October / 25, 0h, 30min));
}

TEST(Zone, TheDayAfterTheGapIsNotShifted) {
  EXPECT_EQ(paris().to_instant(local(2026y / March / 30, 2h, 30min)), utc(2026y / March / 30, 0h, 30min));
}

TEST(Zone, DaysLast23And24And25Hours) {
  EXPECT_EQ(paris().day(local_days{2026y / March / 29}).length(), 23h);
  EXPECT_EQ(paris().day(local_days{2026y / June / 1}).length(), 24h);
  EXPECT_EQ(paris().day(local_days{2026y / October / 25}).length(), 25h);
}

TEST(Zone, TheDateIsTheLocalOne) {
  EXPECT_EQ(paris().date_of(utc(2026y / June / 1, 22h)), local_days{2026y / June / 2});
  EXPECT_EQ(paris().date_of(utc(2026y / June / 1, 21h, 59min)), local_days{2026y / June / 1});
}

TEST(Zone, SummerTimeGoesOnAfter2037) {
  EXPECT_EQ(paris().offset_at(utc(2036y / July / 1, 0h)), 2h);
  EXPECT_EQ(paris().offset_at(utc(2041y / July / 1, 0h)), 2h);
  EXPECT_EQ(paris().offset_at(utc(2041y / December / 1, 0h)), 1h);
  // The last Sunday of March 2044 is the 27th.
  EXPECT_EQ(paris().to_instant(local(2044y / March / 26, 12h)), utc(2044y / March / 26, 11h));
  EXPECT_EQ(paris().to_instant(local(2044y / March / 28, 12h)), utc(2044y / March / 28, 10h));
  EXPECT_EQ(paris().to_instant(local(2101y / July / 1, 12h)), utc(2101y / July / 1, 10h));
}

TEST(Zone, OnlyTheMostRecentRulesComeBackAfter2037) {
  // By tzdata of 2026 Cuba keeps summer time for one winter, that of 2026.
  const Zone havana = Zone::locate("America/Havana").value();
  for (Instant january = utc(2038y / January / 15, 0h); january < utc(2060y / January / 1, 0h); january += days{365}) {
    ASSERT_EQ(havana.offset_at(january), havana.offset_at(utc(2037y / January / 15, 0h)));
  }
}

TEST(Zone, APeriodLastsFromOneChangeToTheNext) {
  const ZonePeriod summer = paris().period_at(utc(2026y / July / 1, 0h));
  EXPECT_EQ(summer.when, (Interval{utc(2026y / March / 29, 1h), utc(2026y / October / 25, 1h)}));
  EXPECT_EQ(summer.offset, 2h);
  EXPECT_TRUE(summer.daylight);
  EXPECT_EQ(summer.abbreviation, "CEST");
  EXPECT_FALSE(paris().period_at(summer.when.end).daylight);
}

TEST(Zone, PeriodsFollowOneAnotherWithoutAGapAlsoAfter2037) {
  Instant at = utc(2030y / July / 1, 0h);
  int changes = 0;
  while (at < utc(2050y / January / 1, 0h)) {
    const ZonePeriod period = paris().period_at(at);
    ASSERT_TRUE(period.when.contains(at));
    EXPECT_EQ(period.offset, paris().offset_at(at));
    if (paris().offset_at(period.when.end) != period.offset) ++changes;
    at = period.when.end;
  }
  EXPECT_EQ(changes, 39);
}

TEST(Zone, LocalAndBackIsTheSameInstantEveryHourOfAYear) {
  int repeated = 0;
  for (Instant at = utc(2026y / January / 1, 0h); at < utc(2027y / January / 1, 0h); at += 1h) {
    if (paris().to_instant(paris().to_local(at)) != at) ++repeated;
  }
  EXPECT_EQ(repeated, 1);  // the second 02:00 of October
}

}  // namespace
}  // namespace tandem::calendar
