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

TEST(TodayModel, NoShowIsNotShown) {
  World world = with_session();
  apply(world, BookingReleased{BookingId{"s"}, at(14, 10)});
  EXPECT_TRUE(today(world, at(14, 11)).sessions.empty());
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
}

}  // namespace
}  // namespace tandem::kiosk::test
