#include "kiosk/core/near_rooms.h"

#include <gtest/gtest.h>

#include "kiosk/core/door_leases.h"
#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using std::chrono::minutes;

const RoomId kAsh{"ash"};
const RoomId kFir{"fir"};

Room room(const RoomId& id, int floor, int seats) {
  Room room;
  room.id = id;
  room.name = id.text();
  room.floor = floor;
  room.seats = seats;
  return room;
}

// Besides oak (floor 1) and elm (floor 2), both with four seats: ash on floor 1 with two, fir on floor 4 with six.
World four_rooms() {
  World world = test_world();
  apply(world, RoomPut{room(kAsh, 1, 2)});
  apply(world, RoomPut{room(kFir, 4, 6)});
  add_booking(world, "busy", kOak, span(9, 12), BookingState::InUse);
  return world;
}

TestKiosk at_the_oak(World world, Instant now = at(9, 30)) {
  return TestKiosk(snapshot_of(std::move(world), now), Door{kOak}, now);
}

std::vector<RoomId> rooms_of(const TestKiosk& kiosk) {
  std::vector<RoomId> ids;
  for (const NearRoom& near : rooms_instead_of(kiosk.state, kOak)) ids.push_back(near.room);
  return ids;
}

TEST(NearRooms, LargeEnoughAndNearestComeFirst) {
  const TestKiosk kiosk = at_the_oak(four_rooms());
  EXPECT_EQ(rooms_of(kiosk), (std::vector{kElm, kFir, kAsh}));
  const auto rooms = rooms_instead_of(kiosk.state, kOak);
  EXPECT_EQ(rooms[0].floors_up, 1);
  EXPECT_EQ(rooms[1].floors_up, 3);
  EXPECT_FALSE(rooms[2].large_enough);
}

TEST(NearRooms, RoomFreeForLessThanAQuarterOfAnHourIsNoHelp) {
  World world = four_rooms();
  add_booking(world, "next", kElm, {at(9, 40), at(10)}, BookingState::Booked);
  EXPECT_EQ(rooms_of(at_the_oak(world)), (std::vector{kFir, kAsh}));
}

TEST(NearRooms, BookableUntilWhatComesNext) {
  World world = four_rooms();
  add_booking(world, "next", kElm, {at(9, 50), at(10)}, BookingState::Booked);
  const auto rooms = rooms_instead_of(at_the_oak(world).state, kOak);
  EXPECT_EQ(rooms[0].bookable.end, at(9, 50));
  EXPECT_EQ(rooms[0].free_until, at(9, 50));
  EXPECT_EQ(rooms[1].bookable.end, at(10));
}

TEST(NearRooms, RoomOutOfOrderAndClosedBuildingOfferNothing) {
  World world = four_rooms();
  edit(world, kElm, [](Room& elm) { elm.out_of_order = true; });
  EXPECT_EQ(rooms_of(at_the_oak(world)), (std::vector{kFir, kAsh}));
  EXPECT_TRUE(rooms_of(at_the_oak(four_rooms(), at(20))).empty());
}

TEST(NearRooms, OfflineWhatAnotherDoorHoldsIsNotOffered) {
  World world = four_rooms();
  apply(world, RoomLeased{{kElm, DeviceId{"door-elm"}, {at(9, 20), at(9, 50)}}});
  TestKiosk kiosk = at_the_oak(world);
  EXPECT_EQ(rooms_of(kiosk).front(), kElm);  // the door can be asked
  sync::Snapshot offline = snapshot_of(world, at(9));
  offline.link = sync::LinkState::Offline;
  kiosk.arrive(offline);
  EXPECT_EQ(rooms_of(kiosk).front(), kFir);
}

TEST(NearRooms, TwoTapsFromABusyDoorBookTheNearestRoom) {
  TestKiosk kiosk = at_the_oak(four_rooms());
  kiosk.tap(FindRoomTapped{kOak}).tap(OtherRoomTapped{kElm});
  const auto& book = std::get<BookRoom>(kiosk.asked());
  EXPECT_EQ(book.room, kElm);
  EXPECT_EQ(book.when, (Interval{at(9, 30), at(10)}));
  EXPECT_TRUE(kiosk.screen<RoomScreen>() != nullptr);
}

TEST(NearRooms, RoomThatIsNoLongerOfferedIsNotBooked) {
  TestKiosk kiosk = at_the_oak(four_rooms());
  kiosk.tap(FindRoomTapped{kOak}).tap(OtherRoomTapped{kOak});
  EXPECT_EQ(kiosk.last<SubmitCommand>(), nullptr);
}

TEST(NearRooms, BackLeadsToTheRoom) {
  TestKiosk kiosk = at_the_oak(four_rooms());
  kiosk.tap(FindRoomTapped{kElm}).tap(BackTapped{});
  ASSERT_NE(kiosk.screen<RoomScreen>(), nullptr);
  EXPECT_EQ(kiosk.screen<RoomScreen>()->room, kElm);
}

TEST(NearRooms, WhenNoneIsFreeTheNextOneIsTold) {
  World world = test_world();
  add_booking(world, "a", kOak, span(9, 12), BookingState::InUse);
  add_booking(world, "b", kElm, {at(9), at(10, 15)}, BookingState::InUse);
  const TestKiosk kiosk = at_the_oak(world);
  EXPECT_TRUE(rooms_of(kiosk).empty());
  const auto soon = next_room_instead_of(kiosk.state, kOak);
  ASSERT_TRUE(soon);
  EXPECT_EQ(soon->room, kElm);
  EXPECT_EQ(soon->at, at(10, 15));
}

TEST(NearRooms, DoorThatMayNotBookElsewhereOffersNothingElse) {
  TestKiosk kiosk = at_the_oak(four_rooms());
  kiosk.tap(FindRoomTapped{kOak}).tap(OtherRoomTapped{kElm});
  kiosk.arrive(kiosk.answered(sync::CommandProgress::Refused, Refused{RefusalReason::NotAllowed}));
  ASSERT_EQ(kiosk.state.notices.size(), 1U);
  EXPECT_EQ(kiosk.state.notices[0].progress, NoticeProgress::Refused);
  EXPECT_TRUE(kiosk.state.notices[0].alternatives.empty());
}

TEST(DoorLeases, SuggestionsAvoidWhatADoorHoldsWhileNobodyCanAskIt) {
  World world = test_world();
  apply(world, RoomLeased{{kOak, DeviceId{"door-oak"}, {at(9), at(10)}}});
  sync::Snapshot offline = snapshot_of(world, at(8));
  offline.link = sync::LinkState::Offline;
  const TestKiosk kiosk(offline, Lobby{}, at(9));
  SuggestRequest request;
  request.pair = kAnnBob;
  request.window = {at(9), at(19)};
  request.near_time = at(9);
  request.near_floor = 1;
  const auto suggestions = suggestions_within_reach(kiosk.state, request);
  EXPECT_EQ(suggestions.size(), request.count);
  for (const auto& suggestion : suggestions)
    EXPECT_FALSE(suggestion.room == kOak && suggestion.when.start < at(10))
        << suggestion.when.start.time_since_epoch().count();
}

TEST(DoorLeases, TheBookScreenAvoidsItToo) {
  World world = test_world();
  apply(world, RoomLeased{{kOak, DeviceId{"door-oak"}, {at(9), at(19)}}});
  sync::Snapshot offline = snapshot_of(world, at(8));
  offline.link = sync::LinkState::Offline;
  TestKiosk kiosk(offline, Lobby{}, at(9));
  kiosk.identify(kAnn).tap(BookTapped{});
  const auto* book = kiosk.screen<BookScreen>();
  ASSERT_NE(book, nullptr);
  EXPECT_FALSE(book->suggestions.empty());
  for (const auto& suggestion : book->suggestions)
    EXPECT_FALSE(suggestion.room == kOak && suggestion.when.start < at(19));
}

TEST(DoorLeases, AlternativesAvoidItToo) {
  World world = four_rooms();
  apply(world, RoomLeased{{kElm, DeviceId{"door-elm"}, {at(9, 20), at(9, 50)}}});
  sync::Snapshot offline = snapshot_of(world, at(9));
  offline.link = sync::LinkState::Offline;
  TestKiosk kiosk(offline, Lobby{}, at(9, 30));
  kiosk.tap(BookNowTapped{kElm, minutes{15}});
  kiosk.arrive(kiosk.answered(sync::CommandProgress::Refused, Refused{RefusalReason::Leased}));
  ASSERT_FALSE(kiosk.state.notices.empty());
  for (const Choice& choice : kiosk.state.notices.back().alternatives) EXPECT_NE(choice.room, kElm);
}

}  // namespace
}  // namespace tandem::kiosk::test
