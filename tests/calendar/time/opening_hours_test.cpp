#include "calendar/time/opening_hours.h"

#include <gtest/gtest.h>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

Zone paris() { return Zone::locate("Europe/Paris").value(); }
Instant utc(year_month_day date, hours hour, minutes minute = minutes{0}) { return sys_days{date} + hour + minute; }
Interval days_of(year_month_day from, year_month_day to) { return {sys_days{from}, sys_days{to}}; }

TEST(OpeningHours, WeekdaysAreOpenFromEightToNineteenByDefault) {
  // Thursday 1 to Wednesday 7 January 2026.
  const auto open = OpeningHours::weekdays().open_within(days_of(2026y / January / 1, 2026y / January / 8), paris());
  ASSERT_EQ(open.size(), 5U);
  EXPECT_EQ(open.at(0), (Interval{utc(2026y / January / 1, 7h), utc(2026y / January / 1, 18h)}));
  EXPECT_EQ(open.at(2).start, utc(2026y / January / 5, 7h));
}

TEST(OpeningHours, FollowTheWallClockAcrossTheChangeToSummerTime) {
  const auto open = OpeningHours::weekdays().open_within(days_of(2026y / March / 27, 2026y / March / 31), paris());
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open.at(0).start, utc(2026y / March / 27, 7h));
  EXPECT_EQ(open.at(1).start, utc(2026y / March / 30, 6h));
}

TEST(OpeningHours, AClosedDateStaysClosed) {
  OpeningHours hours = OpeningHours::weekdays();
  hours.closed.insert(local_days{2026y / July / 14});
  EXPECT_TRUE(hours.open_within(days_of(2026y / July / 14, 2026y / July / 15), paris()).empty());
}

TEST(OpeningHours, AreClippedToTheWindow) {
  const Interval window{utc(2026y / January / 5, 10h), utc(2026y / January / 5, 11h)};
  EXPECT_EQ(OpeningHours::weekdays().open_within(window, paris()), std::vector<Interval>{window});
}

TEST(OpeningHours, OpenRoundTheClockIsOneInterval) {
  OpeningHours hours;
  for (auto& day : hours.week) day = {{0min, 24h}};
  const Interval week = days_of(2026y / March / 26, 2026y / April / 2);
  EXPECT_EQ(hours.open_within(week, paris()), std::vector<Interval>{week});
}

TEST(OpeningHours, SeveralSpansADayKeepTheirBreak) {
  OpeningHours hours;
  hours.week.at(0) = {{8h, 12h}, {14h, 18h}};
  const auto open = hours.open_within(days_of(2026y / June / 1, 2026y / June / 2), Zone());
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open.at(0).end, utc(2026y / June / 1, 12h));
  EXPECT_EQ(open.at(1).start, utc(2026y / June / 1, 14h));
}

TEST(OpeningHours, AnEmptyWindowIsNeverOpen) {
  EXPECT_TRUE(
      OpeningHours::weekdays().open_within({utc(2026y / June / 1, 9h), utc(2026y / June / 1, 9h)}, Zone()).empty());
}

}  // namespace
}  // namespace tandem::calendar
