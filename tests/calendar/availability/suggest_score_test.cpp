// The score of README.md, term by term.
#include <gtest/gtest.h>

#include "calendar/availability/suggest.h"
#include "tests/calendar/availability/pair_site.h"

namespace tandem::calendar::test {
namespace {

using namespace std::chrono;

Suggestion best(const World& world, SuggestRequest wanted) {
  wanted.count = 1;
  return suggest(world, wanted).at(0);
}

// What one room costs more than another at the same time.
seconds dearer(const Room& dear, const Room& cheap, const SuggestRequest& wanted) {
  return best(site({dear}), wanted).cost - best(site({cheap}), wanted).cost;
}

SuggestRequest near_floor(int floor) {
  SuggestRequest wanted = request();
  wanted.near_floor = floor;
  return wanted;
}

TEST(Score, ASecondAwayFromTheWishedTimeIsASecond) {
  SuggestRequest wanted = request();
  wanted.near_time = paris(10h) + 7min;
  EXPECT_EQ(best(site({room("a", 1, 2)}), wanted).cost, 7min);
  wanted.near_time = paris(10h) - 5min;
  EXPECT_EQ(best(site({room("a", 1, 2)}), wanted).cost, 5min);
}

TEST(Score, WithoutAWishTheStartOfTheWindowIsWished) {
  SuggestRequest wanted = request();
  wanted.window.start = paris(9h) + 1min;
  EXPECT_EQ(best(site({room("a", 1, 2)}), wanted).cost, 14min);
}

TEST(Score, OutsideWorkingTimeIsThreeDays) {
  SuggestRequest wanted = request();
  wanted.window = {paris(8h), paris(9h)};
  EXPECT_EQ(best(site({room("a", 1, 2)}), wanted).cost, days{3});
  wanted.window = {paris(16h + 15min), paris(17h + 15min)};
  EXPECT_EQ(best(site({room("a", 1, 2)}), wanted).cost, days{3});
  wanted.window = {paris(16h), paris(17h)};
  EXPECT_EQ(best(site({room("a", 1, 2)}), wanted).cost, 0s);
}

TEST(Score, PrefersMondayToTheWeekendOfABuildingThatIsAlwaysOpen) {
  World world = site({room("a", 1, 2)});
  Site always = world.site;
  for (auto& day : always.opening_hours.week) day = {{7h, 21h}};
  apply(world, SiteConfigured{always});
  SuggestRequest wanted = request();
  wanted.near_time = sys_days{2026y / March / 7} + 15h;  // Saturday
  const Zone zone = site_zone(world);
  for (const Suggestion& suggestion : suggest(world, wanted))
    EXPECT_LE(weekday{zone.date_of(suggestion.when.start)}.iso_encoding(), 5U);
}

TEST(Score, OffersTheEveningToWhoIsFreeAtNoOtherTime) {
  World world = site({room("a", 1, 2)});
  make_busy(world, kMentor, {{kNow, kNow + 10h}, {kNow + 12h, kNow + days{14}}});
  EXPECT_EQ(best(world, request()).when.start, paris(17h));
}

TEST(Score, AFloorIsTwoHoursUpToFive) {
  EXPECT_EQ(dearer(room("a", 4, 2), room("a", 1, 2), near_floor(1)), 6h);
  EXPECT_EQ(dearer(room("a", -1, 2), room("a", 1, 2), near_floor(1)), 4h);
  EXPECT_EQ(dearer(room("a", 9, 2), room("a", 1, 2), near_floor(1)), 10h);
  EXPECT_EQ(dearer(room("a", 9, 2), room("a", 1, 2), request()), 0h);
}

TEST(Score, WhereThePeopleWorkCountsInsteadOfTheKiosksFloor) {
  SuggestRequest wanted = near_floor(9);
  wanted.people_floors = PeopleFloors{2, 6};
  // The one who walks further goes two floors to the fourth, four to the second and seven, counted as five, to the
  // ninth.
  EXPECT_EQ(dearer(room("a", 2, 2), room("a", 4, 2), wanted), 4h);
  EXPECT_EQ(dearer(room("a", 9, 2), room("a", 4, 2), wanted), 6h);
  EXPECT_EQ(best(site({room("a", 2, 2), room("b", 4, 2), room("c", 6, 2)}), wanted).room.text(), "b");
}

TEST(Score, ALargerRoomIsHalfADayAndAnHourASeatUpToTwenty) {
  EXPECT_EQ(dearer(room("a", 1, 3), room("a", 1, 2), request()), 13h);
  EXPECT_EQ(dearer(room("a", 1, 14), room("a", 1, 2), request()), 24h);
  EXPECT_EQ(dearer(room("a", 1, 90), room("a", 1, 2), request()), 32h);
}

TEST(Score, AtTheSameTimeARoomForTwoAnywhereComesBeforeALargerOneHere) {
  SuggestRequest wanted = near_floor(0);
  wanted.window = {paris(10h), paris(11h)};
  World world = site({room("here", 0, 3), room("z", 40, 2)});
  for (int hour = 8; hour < 18; ++hour) {
    for (int day = 1; day <= 10; ++day)
      book(world, RoomId{"z"}, {paris(24h * day + hours{hour}), paris(24h * day + hours{hour} + 55min)});
  }
  EXPECT_EQ(best(world, wanted).room.text(), "z");
}

TEST(Score, ALargerRoomTodayComesBeforeARoomForTwoInTwoDays) {
  World world = site({room("board", 1, 14), room("duo", 1, 2)});
  make_busy(world, RoomId{"duo"}, {{kNow, kNow + days{2}}});
  EXPECT_EQ(best(world, request()).room.text(), "board");
}

TEST(Score, OfRoomsThatAreAlikeTheLeastUsedComesFirst) {
  World world = site({room("a", 1, 2), room("b", 1, 2), room("c", 1, 2)});
  book(world, RoomId{"a"}, {kNow - days{3}, kNow - days{3} + 2h});  // last week counts
  book(world, RoomId{"b"}, {paris(33h), paris(34h)});               // and so does tomorrow
  EXPECT_EQ(best(world, request()).room.text(), "c");
  book(world, RoomId{"c"}, {paris(35h), paris(37h)});
  EXPECT_EQ(best(world, request()).room.text(), "b");
  EXPECT_EQ(best(world, request()).cost - best(site({room("a", 1, 2)}), request()).cost, 10s);
}

TEST(Score, UseOfMoreThanTwoWeeksAgoIsForgotten) {
  World world = site({room("a", 1, 2), room("b", 1, 2)});
  book(world, RoomId{"a"}, {kNow - days{15}, kNow - days{15} + 8h});
  EXPECT_EQ(best(world, request()).room.text(), "a");
}

TEST(Score, UseNeverMovesAMeetingByAQuarterOfAnHour) {
  World world = site({room("a", 1, 2), room("b", 1, 2)});
  for (int day = -14; day < 0; ++day) book(world, RoomId{"a"}, {kNow + days{day}, kNow + days{day} + 23h});
  make_busy(world, RoomId{"b"}, {{kNow, paris(9h + 15min)}});
  EXPECT_EQ(best(world, request()).room.text(), "a");
  EXPECT_EQ(best(world, request()).when.start, paris(9h));
}

}  // namespace
}  // namespace tandem::calendar::test
