// Each reason is given when it is true and only then.
#include <gtest/gtest.h>

#include "calendar/availability/suggest.h"
#include "tests/calendar/availability/pair_site.h"

namespace tandem::calendar::test {
namespace {

using enum SuggestionReason;

Suggestion best(const std::vector<Room>& rooms, const SuggestRequest& wanted) {
  return suggest(site(rooms), wanted).at(0);
}
std::optional<std::int64_t> why(const std::vector<Room>& rooms, const SuggestRequest& wanted, SuggestionReason what) {
  return reason(best(rooms, wanted), what);
}

TEST(Reasons, BothFreeComesFirstAndAlways) {
  for (const Suggestion& suggestion : suggest(site({room("a", 1, 40)}), request()))
    EXPECT_EQ(suggestion.reasons.front(), (Reason{BothFree, 0}));
}

TEST(Reasons, TwoSeatsForTwoOtherwiseTheRightSizeWithItsSeats) {
  EXPECT_EQ(why({room("a", 1, 2)}, request(), TwoSeats), 2);
  EXPECT_FALSE(why({room("a", 1, 2)}, request(), RightSize));
  EXPECT_FALSE(why({room("a", 1, 4)}, request(), TwoSeats));
  EXPECT_EQ(why({room("a", 1, 4)}, request(), RightSize), 4);
  EXPECT_FALSE(why({room("a", 1, 5)}, request(), RightSize));
}

TEST(Reasons, EquipmentAndAccessWhenAskedFor) {
  const std::vector rooms{room("a", 1, 2, {"screen", kAccessible})};
  SuggestRequest wanted = request();
  EXPECT_FALSE(why(rooms, wanted, HasEquipment) || why(rooms, wanted, Accessible));
  wanted.equipment = {"screen"};
  EXPECT_TRUE(why(rooms, wanted, HasEquipment) && !why(rooms, wanted, Accessible));
  wanted.equipment = {kAccessible};
  EXPECT_TRUE(!why(rooms, wanted, HasEquipment) && why(rooms, wanted, Accessible));
  wanted.equipment = {"screen", kAccessible};
  EXPECT_TRUE(why(rooms, wanted, HasEquipment) && why(rooms, wanted, Accessible));
}

TEST(Reasons, TheKiosksFloor) {
  SuggestRequest wanted = request();
  wanted.near_floor = 3;
  EXPECT_EQ(why({room("a", 3, 2)}, wanted, SameFloor), 3);
  EXPECT_FALSE(why({room("a", 2, 2)}, wanted, SameFloor));
  EXPECT_FALSE(why({room("a", 3, 2)}, request(), SameFloor));
}

TEST(Reasons, ANeutralFloorIsAsFarForBoth) {
  SuggestRequest wanted = request();
  wanted.near_floor = 2;
  wanted.people_floors = PeopleFloors{2, 6};
  EXPECT_EQ(why({room("a", 4, 2)}, wanted, NeutralFloor), 4);
  EXPECT_FALSE(why({room("a", 5, 2)}, wanted, NeutralFloor));
  EXPECT_FALSE(why({room("a", 2, 2)}, wanted, NeutralFloor));
  EXPECT_FALSE(why({room("a", 2, 2)}, wanted, SameFloor));
  wanted.people_floors = PeopleFloors{2, 5};
  EXPECT_EQ(why({room("a", 3, 2)}, wanted, NeutralFloor), 3);
}

TEST(Reasons, PeopleOfOneFloorMeetOnTheirFloor) {
  SuggestRequest wanted = request();
  wanted.people_floors = PeopleFloors{2, 2};
  EXPECT_EQ(why({room("a", 2, 2)}, wanted, SameFloor), 2);
  EXPECT_FALSE(why({room("a", 2, 2)}, wanted, NeutralFloor));
}

TEST(Reasons, NearTheCadenceDateWithTheDaysBetween) {
  SuggestRequest wanted = request();
  wanted.near_time = paris(9h) + std::chrono::days{9};
  EXPECT_EQ(why({room("a", 1, 2)}, wanted, NearCadenceDate), 0);
  wanted.window.end = kNow + std::chrono::days{4};  // Thursday is the last day
  EXPECT_EQ(why({room("a", 1, 2)}, wanted, NearCadenceDate), 5);
  wanted.window.end = kNow + std::chrono::days{1};
  EXPECT_FALSE(why({room("a", 1, 2)}, wanted, NearCadenceDate));
}

TEST(Reasons, SoonestOnlyWhenNoRoomIsFreeEarlier) {
  SuggestRequest wanted = request();
  wanted.window.start = paris(9h);
  EXPECT_TRUE(why({room("a", 1, 2)}, wanted, Soonest));
  // The board room is free earlier, though it is not what is suggested.
  World world = site({room("a", 1, 2), room("board", 1, 20)});
  make_busy(world, RoomId{"a"}, {{kNow, paris(12h)}});
  const auto found = suggest(world, wanted);
  EXPECT_EQ(found.front().room.text(), "a");
  EXPECT_EQ(found.front().when.start, paris(12h));
  EXPECT_FALSE(reason(found.front(), Soonest));
  Room broken = room("board", 1, 20);
  broken.out_of_order = true;
  apply(world, RoomPut{broken});
  EXPECT_TRUE(reason(suggest(world, wanted).front(), Soonest));
}

TEST(Reasons, LeastUsedAmongRoomsThatAreAlikeWithItsHours) {
  World world = site({room("a", 1, 2), room("b", 1, 2), room("c", 1, 4)});
  EXPECT_FALSE(reason(suggest(world, request()).front(), LeastUsedRoom));
  book(world, RoomId{"a"}, {paris(33h), paris(36h)});
  book(world, RoomId{"b"}, {paris(33h), paris(34h)});
  EXPECT_EQ(suggest(world, request()).front().room.text(), "b");
  EXPECT_EQ(reason(suggest(world, request()).front(), LeastUsedRoom), 1);
}

TEST(Reasons, LargeRoomsAreKeptFreeWhenThereIsOne) {
  EXPECT_FALSE(why({room("a", 1, 2), room("b", 1, 7)}, request(), KeepsLargeRoomsFree));
  EXPECT_TRUE(why({room("a", 1, 2), room("b", 1, 8)}, request(), KeepsLargeRoomsFree));
  EXPECT_FALSE(why({room("b", 1, 8)}, request(), KeepsLargeRoomsFree));
}

}  // namespace
}  // namespace tandem::calendar::test
