// What a search looks for and in which order it answers. The terms of the score are in suggest_score_test.cpp.
#include "calendar/availability/suggest.h"

#include <gtest/gtest.h>

#include "tests/calendar/availability/pair_site.h"

namespace tandem::calendar::test {
namespace {

using namespace std::chrono;

LocalDate date_of(const Suggestion& suggestion) { return Zone::locate("Europe/Paris")->date_of(suggestion.when.start); }

TEST(Suggest, TheFirstIsTheSoonestWhenNothingElseIsWished) {
  SuggestRequest wanted = request();
  wanted.window.start = paris(10h);
  const auto found = suggest(site({room("a", 1, 2)}), wanted);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found.front().when.start, wanted.window.start);
  EXPECT_TRUE(reason(found.front(), SuggestionReason::Soonest));
}

TEST(Suggest, TheThreeAreOnDifferentDays) {
  const auto found = suggest(site({room("a", 1, 2), room("b", 1, 2)}), request());
  const std::set<LocalDate> dates{date_of(found.at(0)), date_of(found.at(1)), date_of(found.at(2))};
  EXPECT_EQ(dates.size(), 3U);
}

TEST(Suggest, OnOneDayTheTimesOfDayAreApart) {
  SuggestRequest wanted = request();
  wanted.window.end = paris(24h);
  const auto found = suggest(site({room("a", 1, 2)}), wanted);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].when.start, paris(9h));
  EXPECT_EQ(found[1].when.start, paris(11h));
  EXPECT_EQ(found[2].when.start, paris(13h));
}

TEST(Suggest, OnlyRoomsWithTheSeatsAndAllTheEquipment) {
  SuggestRequest wanted = request();
  wanted.seats = 4;
  wanted.equipment = {"screen", "video"};
  const auto found = suggest(site({room("small", 1, 2, {"screen", "video"}), room("bare", 1, 6, {"screen"}),
                                   room("fit", 1, 6, {"screen", "video"})}),
                             wanted);
  ASSERT_EQ(found.size(), 3U);
  for (const Suggestion& suggestion : found) EXPECT_EQ(suggestion.room.text(), "fit");
}

TEST(Suggest, WhoNeedsAnAccessibleRoomIsOfferedNoOther) {
  SuggestRequest wanted = request();
  wanted.equipment = {kAccessible};
  const auto found = suggest(site({room("steps", 1, 2), room("lift", 5, 4, {kAccessible})}), wanted);
  EXPECT_EQ(found.front().room.text(), "lift");
}

TEST(Suggest, OffersTheSameTimeInOtherRoomsWhenThereIsOnlyOneTime) {
  SuggestRequest wanted = request();
  wanted.window = {paris(8h), paris(9h)};
  const auto found = suggest(site({room("b", 1, 2), room("a", 1, 2)}), wanted);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].room.text(), "a");
  EXPECT_EQ(found[1].room.text(), "b");
}

TEST(Suggest, EqualCostsGoToTheSmallerIdWhateverTheOrderOfTheRooms) {
  SuggestRequest wanted = request();
  wanted.count = 1;
  EXPECT_EQ(suggest(site({room("b", 1, 2), room("a", 1, 2)}), wanted).front().room.text(), "a");
  EXPECT_EQ(suggest(site({room("a", 1, 2), room("b", 1, 2)}), wanted).front().room.text(), "a");
}

TEST(Suggest, KeepsTheGapOfTheRoomAndTheWayOfThePeople) {
  World world = site({room("a", 1, 2)});
  make_busy(world, RoomId{"a"}, {{kNow, paris(10h)}});
  make_busy(world, kMentee, {{paris(13h), kNow + days{14}}});
  SuggestRequest wanted = request();
  wanted.count = 20;
  BookingPolicy policy;
  policy.room_gap = 10min;
  policy.walking_time = 20min;
  set_policy(world, policy);
  // Free from 10:10 to 12:40: it can start from 10:15 to 11:30.
  std::set<Instant> starts;
  for (const Suggestion& suggestion : suggest(world, wanted)) starts.insert(suggestion.when.start);
  EXPECT_EQ(starts.size(), 6U);
  EXPECT_EQ(*starts.begin(), paris(10h + 15min));
  EXPECT_EQ(*starts.rbegin(), paris(11h + 30min));
}

TEST(Suggest, GivesNoMoreThanTheLimit) {
  SuggestRequest wanted = request();
  wanted.count = 1'000'000;
  EXPECT_EQ(suggest(site({room("a", 1, 2)}), wanted).size(), kMostSuggestions);
}

TEST(Suggest, HasNothingForAnUnknownPairABrokenRoomOrAnImpossibleLength) {
  World world = site({room("a", 1, 2)});
  SuggestRequest wanted = request();
  wanted.pair = PairId{"nobody"};
  EXPECT_TRUE(suggest(world, wanted).empty());
  wanted = request();
  wanted.length = 12h;
  EXPECT_TRUE(suggest(world, wanted).empty());
  Room broken = room("a", 1, 2);
  broken.out_of_order = true;
  apply(world, RoomPut{broken});
  EXPECT_TRUE(suggest(world, request()).empty());
}

TEST(Suggest, HasNothingInAnEmptyWindowOrForNone) {
  const World world = site({room("a", 1, 2)});
  SuggestRequest wanted = request();
  wanted.window.end = wanted.window.start;
  EXPECT_TRUE(suggest(world, wanted).empty());
  wanted = request();
  wanted.count = 0;
  EXPECT_TRUE(suggest(world, wanted).empty());
}

TEST(FreeRooms, NearestFloorFirstThenTheSmallest) {
  const World world = site({room("a", 3, 8), room("b", 1, 8), room("c", 1, 2), room("d", 2, 2)});
  const auto ids = free_rooms(world, {kNow + 2h, kNow + 3h}, 1, 3);
  EXPECT_EQ(ids, (std::vector{RoomId{"c"}, RoomId{"b"}, RoomId{"d"}}));
}

TEST(FreeRooms, ABusyRoomIsNotOffered) {
  World world = site({room("a", 1, 2)});
  make_busy(world, RoomId{"a"}, {{kNow + 2h, kNow + 4h}});
  EXPECT_TRUE(free_rooms(world, {kNow + 3h, kNow + 5h}, 1, 3).empty());
  EXPECT_EQ(free_rooms(world, {kNow + 4h, kNow + 5h}, 1, 3).size(), 1U);
}

TEST(FreeRooms, ARoomWhoseGapIsNotKeptIsNotOffered) {
  World world = site({room("a", 1, 2)});
  BookingPolicy policy;
  policy.room_gap = 10min;
  set_policy(world, policy);
  make_busy(world, RoomId{"a"}, {{kNow + 2h, kNow + 4h}});
  EXPECT_TRUE(free_rooms(world, {kNow + 4h, kNow + 5h}, 1, 3).empty());
  EXPECT_EQ(free_rooms(world, {kNow + 4h + 10min, kNow + 5h}, 1, 3).size(), 1U);
}

}  // namespace
}  // namespace tandem::calendar::test
