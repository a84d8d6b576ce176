#include "kiosk/screens/room/view_model.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;

RoomModel oak(World world, Instant now) {
  const TestKiosk kiosk(snapshot_of(std::move(world), now), Door{kOak}, now);
  return room_model(kiosk.state, kOak, english());
}

TEST(RoomModel, FreeRoomOffersFourLengths) {
  const RoomModel model = oak(test_world(), at(9));
  EXPECT_EQ(model.look, RoomLook::Free);
  EXPECT_EQ(model.until, "for the rest of the day");
  ASSERT_EQ(model.book_now.size(), 4U);
  for (const auto& option : model.book_now) EXPECT_TRUE(option.possible) << option.label;
}

TEST(RoomModel, LengthsBeyondTheNextBookingAreNotPossible) {
  World world = test_world();
  add_booking(world, "next", kOak, span(10, 11), BookingState::Booked);
  const RoomModel model = oak(world, at(9, 25));
  EXPECT_EQ(model.until, "until 10:00");
  EXPECT_TRUE(model.book_now[1].possible);   // 30 min
  EXPECT_FALSE(model.book_now[2].possible);  // 45 min
}

//   day     ...-----------|-----...
//   booked          [---------)
TEST(RoomModel, BookingOverMidnightEndsWhenItEnds) {
  World world = test_world();
  add_booking(world, "late", kOak, {at(23, 30), at(24, 30)}, BookingState::InUse);
  const RoomModel model = oak(std::move(world), at(23, 45));
  EXPECT_EQ(model.until, "until 00:30");
  EXPECT_EQ(model.next, "");
}

TEST(RoomModel, CalendarThatIsBusyForDaysHasNoTimeOfDayToWaitFor) {
  World world = test_world();
  apply(world, RoomBusyRead{kOak, {at(0), at(96)}, BusySet{{{at(9), at(72)}}}});
  EXPECT_EQ(oak(std::move(world), at(10)).until, "for the rest of the day");
}

TEST(RoomModel, WhatComesAfterMidnightLeavesTheRestOfTheDayFree) {
  World world = test_world();
  add_booking(world, "early", kOak, {at(24, 30), at(25, 0)}, BookingState::Booked);
  EXPECT_EQ(oak(std::move(world), at(18)).until, "for the rest of the day");
}

TEST(RoomModel, CompanyCalendarMakesItBusyAndIsReserved) {
  World world = test_world();
  apply(world, RoomBusyRead{kOak, {at(0), at(24)}, BusySet{{span(9, 11)}}});
  const RoomModel model = oak(world, at(9, 30));
  EXPECT_EQ(model.look, RoomLook::Busy);
  EXPECT_EQ(model.who, "Reserved");
  ASSERT_EQ(model.blocks.size(), 1U);
  EXPECT_FALSE(model.blocks[0].ours);
}

TEST(RoomModel, BookedSessionAwaitsItsPair) {
  World world = test_world();
  add_session(world, "s", kAnnBob, kOak, span(10, 11));
  const RoomModel model = oak(world, at(9, 50));
  EXPECT_EQ(model.look, RoomLook::CheckIn);
  EXPECT_EQ(model.who, "A. A. and B. B.");
  EXPECT_TRUE(model.can_check_in);
}

TEST(RoomModel, WalkUpInUseCanBeExtendedAndReleased) {
  World world = test_world();
  add_booking(world, "b", kOak, span(9, 10), BookingState::InUse);
  const RoomModel model = oak(world, at(9, 30));
  EXPECT_EQ(model.look, RoomLook::Busy);
  ASSERT_EQ(model.extend.size(), 2U);
  EXPECT_TRUE(model.extend[0].possible);
  EXPECT_TRUE(model.extend[1].possible);
  EXPECT_TRUE(model.can_end);
  EXPECT_TRUE(model.book_now.empty());
}

TEST(RoomModel, NextIsSaidWhateverCalendarItIsIn) {
  World world = test_world();
  apply(world, RoomBusyRead{kOak, {at(0), at(24)}, BusySet{{span(13, 14)}}});
  add_session(world, "s", kAnnBob, kOak, span(16, 17));
  EXPECT_EQ(oak(world, at(9)).next, "Next: 13:00 – 14:00, Reserved");
  EXPECT_EQ(oak(world, at(14, 30)).next, "Next: 16:00 – 17:00, A. A. and B. B.");
}

RoomModel with_feed(Instant confirmed, bool failing) {
  sync::Snapshot snapshot = snapshot_of(test_world());
  snapshot.room_feeds[kOak] = sync::FeedAge{kOak, confirmed, failing};
  const TestKiosk kiosk(std::move(snapshot), Door{kOak}, at(9, 30));
  return room_model(kiosk.state, kOak, english());
}

TEST(RoomModel, FreshFeedIsConfirmed) {
  EXPECT_FALSE(with_feed(at(9, 28), false).stale);
  EXPECT_EQ(with_feed(at(9, 28), false).freshness, "Company calendar confirmed at 09:28");
}

TEST(RoomModel, OldOrFailingFeedIsStale) {
  EXPECT_TRUE(with_feed(at(9, 10), false).stale);
  EXPECT_TRUE(with_feed(at(9, 28), true).stale);
  EXPECT_EQ(with_feed(at(9, 10), false).freshness, "Company calendar not confirmed since 09:10");
}

TEST(RoomModel, RoomWithoutAFeedSaysNothingOfIt) { EXPECT_EQ(oak(test_world(), at(9)).freshness, ""); }

TEST(RoomModel, UntilTheNextBookingIsOfferedAsSuch) {
  World world = test_world();
  add_booking(world, "next", kOak, span(10, 11), BookingState::Booked);
  const BookNowOption next = oak(world, at(9, 25)).book_now.back();
  EXPECT_EQ(next.id, "next");
  EXPECT_EQ(next.label, "Until 10:00");
  EXPECT_EQ(next.length, std::chrono::minutes{35});
}

TEST(RoomModel, UntilTheNextIsNotOfferedTwice) {
  World world = test_world();
  add_booking(world, "next", kOak, span(10, 11), BookingState::Booked);
  EXPECT_EQ(oak(world, at(9, 30)).book_now.size(), 4U);  // it is the same as 30 min
}

TEST(RoomModel, UntilClosingTimeWhenNothingElseComes) {
  EXPECT_EQ(oak(test_world(), at(17, 20)).book_now.back().label, "Until 19:00");
}

TEST(RoomModel, ExtendingIntoTheNextBookingIsNotPossible) {
  World world = test_world();
  add_booking(world, "b", kOak, span(9, 10), BookingState::InUse);
  add_booking(world, "next", kOak, {at(10, 20), at(11)}, BookingState::Booked);
  const RoomModel model = oak(world, at(9, 30));
  EXPECT_TRUE(model.extend.at(0).possible);
  EXPECT_FALSE(model.extend.at(1).possible);
}

TEST(RoomModel, BusyRoomOffersAnotherOne) {
  World world = test_world();
  add_booking(world, "b", kOak, span(9, 10), BookingState::InUse);
  EXPECT_TRUE(oak(world, at(9, 30)).can_find);
  EXPECT_FALSE(oak(test_world(), at(9, 30)).can_find);
}

TEST(RoomModel, NoShowIsFreedForAMomentThenFree) {
  World world = test_world();
  add_session(world, "s", kAnnBob, kOak, span(10, 11));
  apply(world, BookingReleased{BookingId{"s"}, at(10, 10)});
  const RoomModel model = oak(world, at(10, 12));
  EXPECT_EQ(model.look, RoomLook::Freed);
  EXPECT_EQ(model.until, "free for the rest of the day");
  EXPECT_EQ(model.who, "");
  EXPECT_TRUE(model.can_reclaim);
  EXPECT_FALSE(model.book_now.empty());
  EXPECT_EQ(oak(world, at(10, 21)).look, RoomLook::Free);
}

// ---- without the network

RoomModel cut_off(std::optional<Interval> guaranteed, World world = test_world()) {
  sync::Snapshot snapshot = snapshot_of(std::move(world), at(9));
  snapshot.link = sync::LinkState::Offline;
  if (guaranteed) snapshot.guaranteed[kOak] = *guaranteed;
  const TestKiosk kiosk(std::move(snapshot), Door{kOak}, at(9, 30));
  return room_model(kiosk.state, kOak, english());
}

TEST(RoomModelOffline, WithoutALeaseItIsOnlyProbablyFree) {
  const RoomModel model = cut_off(std::nullopt);
  EXPECT_EQ(model.look, RoomLook::Unsure);
  EXPECT_EQ(model.state_word, "Offline");
  EXPECT_EQ(model.until, "probably free");
  EXPECT_EQ(model.assurance, "Without the network: what is asked here is confirmed later");
  EXPECT_EQ(model.book_now.at(1).note, "confirmed later");
}

TEST(RoomModelOffline, LeaseGuaranteesItsMinutes) {
  const RoomModel model = cut_off(Interval{at(9, 20), at(9, 50)});
  EXPECT_EQ(model.look, RoomLook::Free);
  EXPECT_EQ(model.assurance, "Guaranteed until 09:50, also without the network");
}

// 9:30 [-- 15 min: confirmed --) [-- 30 min: later
//      [------ leased until 9:50 ------)
TEST(RoomModelOffline, ShorterIsConfirmedBesideLongerThatIsNot) {
  const RoomModel model = cut_off(Interval{at(9, 20), at(9, 50)});
  EXPECT_TRUE(model.book_now.at(0).sure);
  EXPECT_EQ(model.book_now.at(0).note, "confirmed at once");
  EXPECT_FALSE(model.book_now.at(1).sure);
  EXPECT_EQ(model.book_now.at(1).note, "confirmed later");
}

TEST(RoomModelOffline, LessThanTheShortestLengthIsOfferedByItself) {
  const RoomModel model = cut_off(Interval{at(9, 20), at(9, 38)});
  ASSERT_EQ(model.book_now.size(), 5U);
  EXPECT_EQ(model.book_now.back().label, "Until 09:38");
  EXPECT_TRUE(model.book_now.back().sure);
}

TEST(RoomModelOffline, ShortInterruptionChangesNothing) {
  sync::Snapshot snapshot = snapshot_of(test_world(), at(9, 30));
  snapshot.link = sync::LinkState::Offline;
  const TestKiosk kiosk(std::move(snapshot), Door{kOak}, at(9, 30));
  EXPECT_EQ(room_model(kiosk.state, kOak, english()).look, RoomLook::Free);
}

World leased_to_a_door() {
  World world = test_world();
  apply(world, RoomLeased{{kOak, DeviceId{"door-oak"}, {at(9, 20), at(9, 50)}}});
  return world;
}

TEST(RoomModelOffline, LobbySaysWhatTheDoorHolds) {
  sync::Snapshot snapshot = snapshot_of(leased_to_a_door(), at(9));
  snapshot.link = sync::LinkState::Offline;
  const TestKiosk kiosk(std::move(snapshot), Lobby{}, at(9, 30));
  const RoomModel model = room_model(kiosk.state, kOak, english());
  EXPECT_EQ(model.assurance, "Held by its door panel until 09:50");
  for (const auto& option : model.book_now) EXPECT_FALSE(option.possible) << option.label;
}

TEST(RoomModel, ConnectedLobbyMayAskTheDoor) {
  const TestKiosk kiosk(snapshot_of(leased_to_a_door(), at(9, 30)), Lobby{}, at(9, 30));
  const RoomModel model = room_model(kiosk.state, kOak, english());
  EXPECT_EQ(model.assurance, "Held by its door panel until 09:50");
  EXPECT_TRUE(model.book_now.at(0).possible);
}

TEST(RoomModel, ClosedBuildingOffersNothing) {
  const RoomModel model = oak(test_world(), at(20));
  EXPECT_EQ(model.look, RoomLook::Closed);
  EXPECT_TRUE(model.book_now.empty());
}

TEST(RoomModel, OutOfOrderOffersNothing) {
  World world = test_world();
  edit(world, kOak, [](Room& room) { room.out_of_order = true; });
  EXPECT_EQ(oak(world, at(9)).look, RoomLook::OutOfOrder);
  EXPECT_TRUE(oak(world, at(9)).book_now.empty());
}

TEST(RoomModel, TimelineHasTheHoursAndNow) {
  const RoomModel model = oak(test_world(), at(13, 30));
  EXPECT_EQ(model.hours.front().label, "08:00");
  EXPECT_EQ(model.hours.back().label, "19:00");
  EXPECT_FLOAT_EQ(*model.now_at, 0.5F);
}

}  // namespace
}  // namespace tandem::kiosk::test
