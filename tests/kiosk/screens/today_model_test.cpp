#include "kiosk/screens/today/view_model.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;

TodayModel today(World world, Instant now) {
  const TestKiosk kiosk(snapshot_of(std::move(world), now), Lobby{}, now);
  return today_model(kiosk.state, english());
}

World with_session() {
  World world = test_world();
  add_session(world, "s", kAnnBob, kElm, span(14, 15));
  return world;
}

void check_in(World& world, const PersonId& person, Instant when) {
  apply(world, PersonCheckedIn{BookingId{"s"}, person, when});
}

TEST(TodayModel, SessionShowsTimeRoomFloorAndInitials) {
  const TodayModel model = today(with_session(), at(9));
  ASSERT_EQ(model.sessions.size(), 1U);
  EXPECT_EQ(model.sessions[0].start, "14:00");
  EXPECT_EQ(model.sessions[0].pair, "A. A. and B. B.");
  EXPECT_EQ(model.sessions[0].room_name, "Elm");
  EXPECT_EQ(model.sessions[0].floor, "Floor 2");
  EXPECT_EQ(model.sessions[0].status, PublicStatus::ToCome);
}

TEST(TodayModel, HiddenNameIsNotShown) {
  World world = with_session();
  edit(world, kBob, [](Person& bob) { bob.visibility = NameVisibility::Hidden; });
  EXPECT_EQ(today(world, at(9)).sessions[0].pair, "A. A. and Hidden name");
}

TEST(TodayModel, TwoHiddenNamesAreAPair) {
  World world = with_session();
  for (const PersonId& id : {kAnn, kBob}) edit(world, id, [](Person& one) { one.visibility = NameVisibility::Hidden; });
  EXPECT_EQ(today(world, at(9)).sessions[0].pair, "A pair");
}

TEST(TodayModel, NobodySeesWhichOfTheTwoIsLate) {
  World world = with_session();
  const TodayModel nobody = today(world, at(14, 3));
  check_in(world, kAnn, at(13, 58));
  const TodayModel one = today(world, at(14, 3));
  EXPECT_EQ(nobody.sessions[0].status_word, one.sessions[0].status_word);
}

TEST(TodayModel, BothBeforeTheStartAreReadyThenInProgress) {
  World world = with_session();
  check_in(world, kAnn, at(13, 55));
  check_in(world, kBob, at(13, 56));
  EXPECT_EQ(today(world, at(13, 57)).sessions[0].status, PublicStatus::Ready);
  EXPECT_EQ(today(world, at(14)).sessions[0].status, PublicStatus::Running);
}

TEST(TodayModel, BeforeTheStartItIsSaidThatOneIsThereButNotWho) {
  World world = with_session();
  check_in(world, kAnn, at(13, 50));
  const TodayModel ann = today(world, at(13, 55));
  EXPECT_EQ(ann.sessions[0].status, PublicStatus::OneThere);
  World other = with_session();
  check_in(other, kBob, at(13, 50));
  EXPECT_EQ(today(other, at(13, 55)).sessions[0].status_word, ann.sessions[0].status_word);
}

TEST(TodayModel, NoShowLooksLikeASessionThatEndedEarly) {
  World no_show = with_session();
  apply(no_show, BookingReleased{BookingId{"s"}, at(14, 10)});
  World ended = with_session();
  check_in(ended, kAnn, at(13, 58));
  check_in(ended, kBob, at(13, 58));
  apply(ended, BookingEnded{BookingId{"s"}, at(14, 9)});
  const TodayModel nobody = today(no_show, at(14, 11));
  const TodayModel both = today(ended, at(14, 11));
  ASSERT_EQ(nobody.sessions.size(), 1U);
  ASSERT_EQ(both.sessions.size(), 1U);
  EXPECT_EQ(nobody.sessions[0].status, PublicStatus::Over);
  EXPECT_EQ(nobody.sessions[0].status_word, both.sessions[0].status_word);
  EXPECT_EQ(nobody.sessions[0].pair, both.sessions[0].pair);
}

TEST(TodayModel, WhatIsOverStandsBehindWhatIsToCome) {
  World world = with_session();
  add_session(world, "early", kAnnCid, kOak, span(8, 9));
  apply(world, PersonCheckedIn{BookingId{"early"}, kAnn, at(8)});
  const TodayModel model = today(world, at(9, 30));
  ASSERT_EQ(model.sessions.size(), 2U);
  EXPECT_EQ(model.sessions[0].start, "14:00");
  EXPECT_EQ(model.sessions[1].status, PublicStatus::Over);
}

TEST(TodayModel, WayToTheRoomStartsAtTheKiosk) {
  const TodayModel model = today(with_session(), at(9));  // the kiosk stands on floor 1
  EXPECT_EQ(model.sessions[0].way, "Up 1 floor");
  EXPECT_EQ(model.sessions[0].floors_up, 1);
}

TEST(TodayModel, FloorFiltersSessionsAndRooms) {
  TestKiosk kiosk(snapshot_of(with_session(), at(9)), Lobby{}, at(9));
  kiosk.tap(LobbyFloorTapped{1});
  const TodayModel first = today_model(kiosk.state, english());
  EXPECT_TRUE(first.sessions.empty());
  ASSERT_EQ(first.rooms.size(), 1U);
  EXPECT_EQ(first.rooms[0].name, "Oak");
  ASSERT_EQ(first.floors.size(), 3U);
  EXPECT_TRUE(first.floors[1].current);
  kiosk.tap(LobbyFloorTapped{2});
  EXPECT_EQ(today_model(kiosk.state, english()).sessions.size(), 1U);
}

TEST(TodayModel, OnlyThePageIsPutIntoWords) {
  TestKiosk kiosk(snapshot_of(with_session(), at(9)), Lobby{}, at(9));
  const TodayList list = today_list(kiosk.state, TodayScreen{});
  const TodayModel model = today_model(kiosk.state, list, TodayPage{0, 1, 1, 1}, english());
  EXPECT_EQ(model.sessions.size(), 1U);
  ASSERT_EQ(model.rooms.size(), 1U);
  EXPECT_EQ(model.rooms[0].name, "Elm");
  EXPECT_EQ(today_model(kiosk.state, list, TodayPage{7, 5, 9, 5}, english()).rooms.size(), 0U);
}

TEST(TodayModel, OfflineLobbySaysWhatADoorHolds) {
  World world = test_world();
  apply(world, RoomLeased{{kOak, DeviceId{"door-oak"}, {at(9, 20), at(9, 50)}}});
  sync::Snapshot snapshot = snapshot_of(world, at(9));
  snapshot.link = sync::LinkState::Offline;
  const TestKiosk kiosk(snapshot, Lobby{}, at(9, 30));
  const TodayModel model = today_model(kiosk.state, english());
  EXPECT_EQ(model.rooms[0].name, "Oak");
  EXPECT_TRUE(model.rooms[0].held);
  EXPECT_EQ(model.rooms[0].detail, "Held by its door panel until 09:50");
}

TEST(TodayModel, EmptyDaySaysSo) { EXPECT_EQ(today(test_world(), at(9)).empty, "No more sessions today"); }

TEST(TodayModel, SessionOfTomorrowIsNotToday) {
  World world = test_world();
  add_session(world, "s", kAnnBob, kElm, {at(33), at(34)});
  EXPECT_TRUE(today(world, at(9)).sessions.empty());
}

TEST(TodayModel, FreeRoomsComeFirst) {
  World world = test_world();
  add_booking(world, "b", kOak, span(9, 10), BookingState::InUse);
  const TodayModel model = today(world, at(9, 30));
  EXPECT_EQ(model.rooms[0].name, "Elm");
  EXPECT_EQ(model.rooms[0].detail, "free all day");
  EXPECT_EQ(model.rooms[1].detail, "busy until 10:00");
}

TEST(TodayModel, RoomOutOfOrderIsNotFree) {
  World world = test_world();
  edit(world, kOak, [](Room& room) { room.out_of_order = true; });
  EXPECT_FALSE(today(world, at(9)).rooms[1].free);
  EXPECT_EQ(today(world, at(9)).rooms[1].detail, "out of order");
}

TEST(TodayModel, UnconfirmedBookingIsMarked) {
  sync::Snapshot snapshot = snapshot_of(with_session());
  snapshot.pending.insert(BookingId{"s"});
  const TestKiosk kiosk(std::move(snapshot));
  EXPECT_TRUE(today_model(kiosk.state, english()).sessions[0].awaiting);
  EXPECT_EQ(today_model(kiosk.state, english()).sessions[0].status_word, "Awaiting confirmation");
}

}  // namespace
}  // namespace tandem::kiosk::test
