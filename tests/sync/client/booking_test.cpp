// What becomes of a tap: accepted, refused, alone or against another kiosk, with and without the server.

#include "calendar/booking/facts.h"
#include "tests/sync/client/device_on_a_loop.h"

namespace tandem::sync {
namespace {

using calendar::Accepted;
using calendar::RefusalReason;
using tests::at;
using tests::book;
using tests::from_to;
using DeviceClientBooking = tests::DeviceOnALoop;

TEST_F(DeviceClientBooking, OnlineItIsAcceptedByTheServer) {
  start();
  submit(1, book("r1", from_to(10, 11)));
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
  EXPECT_EQ(server.world().bookings.size(), 1U);
  EXPECT_EQ(bookings_shown(), 1U);
  EXPECT_TRUE(seen()->pending.empty());
}

TEST_F(DeviceClientBooking, OfflineItLooksPendingAndIsAcceptedLater) {
  start();
  go_offline();
  submit(1, book("r1", from_to(10, 11)));
  EXPECT_EQ(outcome(1).progress, CommandProgress::Pending);
  EXPECT_EQ(bookings_shown(), 1U);
  EXPECT_EQ(seen()->pending, std::set{tests::booking_of("k1", 1)});
  come_back();
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
  EXPECT_TRUE(seen()->pending.empty());
  EXPECT_EQ(server.world().bookings.size(), 1U);
}

// server    r1     [-----)        k2, while we are away
// device    r1        [-----)     ours, taken offline
TEST_F(DeviceClientBooking, OfflineAndTakenMeanwhileItIsRefusedAndTheOthersBookingIsShown) {
  start();
  go_offline();
  submit(1, book("r1", from_to(11, 13)));
  other_books("r1", from_to(10, 12));
  come_back();
  EXPECT_EQ(outcome(1).progress, CommandProgress::Refused);
  EXPECT_EQ(outcome(1).verdict, tests::refused(RefusalReason::RoomTaken));
  EXPECT_EQ(bookings_shown(), 1U);
  EXPECT_NE(calendar::find(*seen()->world, tests::booking_of("k2", 1)), nullptr);
}

TEST_F(DeviceClientBooking, RefusedOnTheSpotIsToldAtOnceAndNotSent) {
  start();
  other_books("r1", from_to(10, 11));
  submit(1, book("r1", from_to(10, 11)));
  EXPECT_EQ(outcome(1).progress, CommandProgress::Refused);
  EXPECT_EQ(outcome(1).verdict, tests::refused(RefusalReason::RoomTaken));
  EXPECT_TRUE(server.pushes.empty());
}

TEST_F(DeviceClientBooking, RefusedOnTheSpotUsesNoNumber) {
  start();
  other_books("r1", from_to(10, 11));
  submit(1, book("r1", from_to(10, 11)));
  submit(2, book("r1", from_to(11, 12)));
  EXPECT_EQ(outcome(2).command.id.number, 1U);
  EXPECT_EQ(outcome(2).progress, CommandProgress::Accepted);
}

TEST_F(DeviceClientBooking, EntriesDeliveredTwiceCountOnce) {
  server.delivers_twice = true;
  start();
  submit(1, book("r1", from_to(10, 11)));
  other_books("r1", from_to(12, 13));
  EXPECT_EQ(bookings_shown(), 2U);
  EXPECT_EQ(seen()->outcomes.size(), 1U);
  EXPECT_EQ(seen()->link, LinkState::Online);
}

TEST_F(DeviceClientBooking, ConnectionLostBetweenPushAndVerdictIsBookedOnce) {
  start();
  server.keeps_verdicts_to_itself = true;
  submit(1, book("r1", from_to(10, 11)));
  EXPECT_EQ(outcome(1).progress, CommandProgress::Pending);
  server.keeps_verdicts_to_itself = false;
  server.cut();
  loop.run_for(std::chrono::minutes{1});
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
  EXPECT_EQ(server.world().bookings.size(), 1U);
  EXPECT_EQ(bookings_shown(), 1U);
}

TEST_F(DeviceClientBooking, AVerdictPassedByASnapshotIsAskedForAgain) {
  start();
  server.keeps_verdicts_to_itself = true;
  submit(1, book("r1", from_to(10, 11)));
  server.keeps_verdicts_to_itself = false;
  server.say(SnapshotPart{calendar::facts_of(server.world()), true, true, {"e1", 50}});
  server.cut();
  loop.run_for(std::chrono::minutes{1});
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
  EXPECT_EQ(bookings_shown(), 1U);
}

TEST_F(DeviceClientBooking, VerdictsComeInTheOrderOfTheTaps) {
  start();
  go_offline();
  submit(1, book("r1", from_to(10, 11)));
  submit(2, calendar::CancelBooking{tests::booking_of("k1", 1), std::nullopt});
  submit(3, book("r1", from_to(10, 12)));
  come_back();
  for (const std::uint64_t ticket : {1U, 2U, 3U}) EXPECT_EQ(outcome(ticket).progress, CommandProgress::Accepted);
  EXPECT_EQ(bookings_shown(), 1U);
}

TEST_F(DeviceClientBooking, AnothersBookingMovesUnderPendingOnes) {
  start();
  server.ignores_pushes = true;
  submit(1, book("r1", from_to(10, 11)));
  other_books("r1", from_to(14, 15));
  EXPECT_EQ(bookings_shown(), 2U);
  EXPECT_EQ(outcome(1).progress, CommandProgress::Pending);
  other_books("r1", from_to(10, 11));
  EXPECT_EQ(outcome(1).verdict, tests::refused(RefusalReason::RoomTaken));
  EXPECT_EQ(outcome(1).progress, CommandProgress::Pending);
  EXPECT_TRUE(seen()->pending.empty());
}

TEST_F(DeviceClientBooking, ManyPendingGoInBatchesAndAllAreDecided) {
  start();
  go_offline();
  constexpr std::uint64_t kMany = 2 * kMaxPushed + 5;
  for (std::uint64_t ticket = 1; ticket <= kMany; ++ticket) {
    const auto start_at = at(10) + std::chrono::minutes{5 * ticket};
    submit(ticket, book("r1", {start_at, start_at + std::chrono::minutes{5}}));
  }
  come_back();
  EXPECT_EQ(server.world().bookings.size(), kMany);
  for (const Push& push : server.pushes) EXPECT_LE(push.commands.size(), kMaxPushed);
  EXPECT_EQ(seen()->outcomes.size(), kOutcomesKept);
  EXPECT_TRUE(seen()->pending.empty());
}

TEST_F(DeviceClientBooking, ANewHistoryAtTheServerKeepsWhatWaits) {
  start();
  submit(1, book("r2", from_to(10, 11)));
  go_offline();
  submit(2, book("r1", from_to(10, 11)));
  server.begin_epoch("e2");
  come_back();
  EXPECT_EQ(seen()->cursor.epoch, "e2");
  EXPECT_EQ(outcome(2).progress, CommandProgress::Accepted);
  EXPECT_EQ(bookings_shown("r1"), 1U);
  EXPECT_EQ(bookings_shown("r2"), 0U);
}

TEST_F(DeviceClientBooking, IsJudgedByTheServersClock) {
  server.clock_offset = std::chrono::hours{2};
  start();
  EXPECT_EQ(seen()->server_clock_offset, std::chrono::hours{2});
  submit(1, book("r1", from_to(10, 12)));
  EXPECT_EQ(outcome(1).verdict, tests::refused(RefusalReason::InThePast));
}

}  // namespace
}  // namespace tandem::sync
