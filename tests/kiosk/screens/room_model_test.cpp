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
  EXPECT_TRUE(model.can_extend);
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
