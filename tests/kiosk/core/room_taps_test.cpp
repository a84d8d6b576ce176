#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using std::chrono::minutes;

const BookingId kMeeting{"meeting"};

TEST(RoomTaps, BookNowEndsOnAFullMinute) {
  TestKiosk kiosk(snapshot_of(test_world()), Door{kOak}, at(9) + std::chrono::seconds{20});
  kiosk.tap(BookNowTapped{kOak, minutes{30}});
  EXPECT_EQ(kiosk.asked(), Command(BookRoom{kOak, {at(9) + std::chrono::seconds{20}, at(9, 30)}, {}}));
}

TEST(RoomTaps, BookNowEndsWhereTheNextBookingStarts) {
  World world = test_world();
  add_booking(world, "next", kOak, span(10, 11), BookingState::Booked);
  TestKiosk kiosk(snapshot_of(std::move(world)), Door{kOak}, at(9, 30));
  kiosk.tap(BookNowTapped{kOak, minutes{60}});
  EXPECT_EQ(std::get<BookRoom>(kiosk.asked()).when.end, at(10));
}

TEST(RoomTaps, CheckInToASessionAsksWhoFirst) {
  World world = test_world();
  add_session(world, "meeting", kAnnBob, kOak, span(9, 10));
  TestKiosk kiosk(snapshot_of(std::move(world)), Door{kOak});
  kiosk.tap(CheckInTapped{kMeeting});
  EXPECT_NE(kiosk.screen<IdentifyScreen>(), nullptr);
  EXPECT_TRUE(kiosk.effects.empty());
}

TEST(RoomTaps, CheckInIsAskedInThePersonsName) {
  World world = test_world();
  add_session(world, "meeting", kAnnBob, kOak, span(9, 10));
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.identify(kBob).tap(CheckInTapped{kMeeting});
  EXPECT_EQ(kiosk.asked(), Command(CheckIn{kMeeting, kBob, kiosk.state.now}));
}

TEST(RoomTaps, WalkUpBookingIsEndedWithoutAName) {
  World world = test_world();
  add_booking(world, "meeting", kOak, span(9, 10), BookingState::InUse);
  TestKiosk kiosk(snapshot_of(std::move(world)), Door{kOak}, at(9, 20));
  kiosk.tap(EndTapped{kMeeting});
  EXPECT_EQ(kiosk.asked(), Command(EndBooking{kMeeting, at(9, 20), {}}));
}

TEST(RoomTaps, ExtendAddsToThePlannedEnd) {
  World world = test_world();
  add_booking(world, "meeting", kOak, span(9, 10), BookingState::InUse);
  TestKiosk kiosk(snapshot_of(std::move(world)), Door{kOak}, at(9, 20));
  kiosk.tap(ExtendTapped{kMeeting, minutes{15}});
  EXPECT_EQ(std::get<ExtendBooking>(kiosk.asked()).new_end, at(10, 15));
}

TEST(RoomTaps, BookingThatIsGoneAsksNothing) {
  TestKiosk kiosk(snapshot_of(test_world()), Door{kOak});
  kiosk.tap(ExtendTapped{kMeeting, minutes{15}}).tap(EndTapped{kMeeting}).tap(ReclaimTapped{kMeeting});
  EXPECT_TRUE(kiosk.effects.empty());
}

TEST(RoomTaps, EveryTapHasATicketOfItsOwn) {
  TestKiosk kiosk(snapshot_of(test_world()), Door{kOak});
  kiosk.tap(BookNowTapped{kOak, minutes{15}});
  const auto first = kiosk.ticket();
  kiosk.tap(BookNowTapped{kElm, minutes{15}});
  EXPECT_NE(kiosk.ticket(), first);
}

}  // namespace
}  // namespace tandem::kiosk::test
