#include "kiosk/core/own_booking.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;
using sync::CommandProgress;

const BookingId kOld{"s"};

World with_session() {
  World world = test_world();
  add_session(world, "s", kAnnBob, kElm, span(14, 15));
  return world;
}

TestKiosk at_kiosk(World world) {
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.identify(kBob);
  return kiosk;
}

// Another time was chosen in place of the session at 14:00.
TestKiosk moving() {
  TestKiosk kiosk = at_kiosk(with_session());
  kiosk.tap(MoveTapped{kOld});
  const Suggestion other = kiosk.screen<BookScreen>()->suggestions.front();
  kiosk.tap(SuggestionTapped{other.room, other.when});
  return kiosk;
}

TEST(Move, NewTimeIsAskedForAndTheOldOneStays) {
  const TestKiosk kiosk = moving();
  EXPECT_TRUE(std::holds_alternative<PlanSession>(kiosk.asked()));
}

TEST(Move, OldBookingIsCancelledOnceTheNewOneIsConfirmed) {
  TestKiosk kiosk = moving();
  kiosk.arrive(kiosk.answered(CommandProgress::Pending));
  EXPECT_TRUE(std::holds_alternative<PlanSession>(kiosk.asked()));
  kiosk.arrive(kiosk.answered(CommandProgress::Accepted));
  EXPECT_EQ(kiosk.asked(), Command(CancelBooking{kOld, kBob}));
}

TEST(Move, OldBookingIsCancelledOnceOnly) {
  TestKiosk kiosk = moving();
  const sync::Snapshot confirmed = kiosk.answered(CommandProgress::Accepted);
  kiosk.arrive(confirmed).arrive(confirmed);
  EXPECT_EQ(std::ranges::count_if(kiosk.effects,
                                  [](const Effect& effect) {
                                    const auto* asked = std::get_if<SubmitCommand>(&effect);
                                    return asked != nullptr && std::holds_alternative<CancelBooking>(asked->command);
                                  }),
            1);
}

TEST(Move, RefusedNewTimeLeavesTheOldBooking) {
  TestKiosk kiosk = moving();
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken}));
  EXPECT_TRUE(std::holds_alternative<PlanSession>(kiosk.asked()));
}

TEST(Move, AlternativeToARefusedNewTimeMovesAsWell) {
  TestKiosk kiosk = moving();
  kiosk.arrive(kiosk.answered(CommandProgress::Refused, Refused{RefusalReason::RoomTaken}));
  kiosk.tap(AlternativeTapped{kiosk.state.notices.back().ticket, 0});
  kiosk.arrive(kiosk.answered(CommandProgress::Accepted));
  EXPECT_EQ(kiosk.asked(), Command(CancelBooking{kOld, kBob}));
}

TEST(Move, IsDoneWhenThePersonHasLeftMeanwhile) {
  TestKiosk kiosk = moving();
  const sync::Snapshot confirmed = kiosk.answered(CommandProgress::Accepted);
  kiosk.tap(SignOutTapped{}).arrive(confirmed);
  EXPECT_EQ(kiosk.asked(), Command(CancelBooking{kOld, kBob}));
}

TEST(Move, BegunSessionIsNotMoved) {
  TestKiosk kiosk(snapshot_of(with_session(), at(14, 5)), Lobby{}, at(14, 5));
  kiosk.identify(kBob).tap(MoveTapped{kOld});
  EXPECT_EQ(kiosk.screen<BookScreen>(), nullptr);
}

TEST(OwnBookings, AreSessionsAndRoomsByStart) {
  World world = with_session();
  Booking room;
  room.id = BookingId{"room"};
  room.room = kOak;
  room.planned = room.held = span(11, 12);
  room.booked_by = kBob;
  apply(world, BookingAccepted{room});
  const TestKiosk kiosk = at_kiosk(world);
  const auto own = own_bookings(kiosk.state, kBob);
  ASSERT_EQ(own.size(), 2U);
  EXPECT_EQ(own[0]->id, BookingId{"room"});
  EXPECT_EQ(own[1]->id, kOld);
  EXPECT_EQ(own_bookings(kiosk.state, kAnn).size(), 1U);
}

TEST(OwnBookings, CancelGoesBackToMySessions) {
  TestKiosk kiosk = at_kiosk(with_session());
  kiosk.tap(OwnBookingTapped{kOld}).tap(CancelTapped{kOld});
  EXPECT_EQ(kiosk.asked(), Command(CancelBooking{kOld, kBob}));
  EXPECT_NE(kiosk.screen<MySessionScreen>(), nullptr);
}

TEST(OwnBookings, RestOfASeriesIsOneCommand) {
  TestKiosk kiosk = at_kiosk(with_session());
  kiosk.tap(OwnBookingTapped{kOld}).tap(CancelRestTapped{kOld});
  EXPECT_EQ(kiosk.asked(), Command(CancelRest{kOld, kBob}));
}

}  // namespace
}  // namespace tandem::kiosk::test
