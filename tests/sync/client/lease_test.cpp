// A kiosk at a door: what it promises under its lease, and when it does not.

#include "tests/sync/client/device_on_a_loop.h"

#include "sync/client/local_truth.h"
#include "tests/sync/scratch_file.h"

namespace tandem::sync {
namespace {

using namespace std::chrono_literals;
using calendar::BookRoom;
using calendar::Interval;
using calendar::RefusalReason;
using calendar::RoomId;
using tests::at;
using tests::book;
using tests::numbered;
using tests::refused;

const RoomId kRoom{"r1"};
const Interval kLease{at(9), at(9, 30)};

// The device k1 holds room r1 from 9:00 to 9:30.
class ClientLease : public tests::DeviceOnALoop {
 protected:
  void lease(const std::string& holder = "k1") {
    server.put({calendar::RoomLeased{{kRoom, calendar::DeviceId{holder}, kLease}}});
    server.beat();
    loop.run();
  }
  void start_at_a_door() {
    start();
    lease();
  }
  [[nodiscard]] calendar::BookingId outcome_booking(std::uint64_t ticket) const {
    return calendar::booking_id_of(outcome(ticket).command.id);
  }
  [[nodiscard]] const BookRoom& booked(std::uint64_t ticket) const {
    static BookRoom command;
    command = std::get<BookRoom>(outcome(ticket).command.command);
    return command;
  }
};

TEST_F(ClientLease, IsShownAsGuaranteed) {
  start_at_a_door();
  EXPECT_EQ(seen()->guaranteed, (std::map<RoomId, Interval>{{kRoom, kLease}}));
}

TEST_F(ClientLease, AWalkUpInsideIsFinalWithoutANetwork) {
  start_at_a_door();
  go_offline();
  submit(1, book("r1", {at(9), at(9, 15)}));
  EXPECT_TRUE(outcome(1).is_final);
  EXPECT_TRUE(booked(1).promised);
  EXPECT_EQ(outcome(1).progress, CommandProgress::Pending) << "the server has not heard of it";
  EXPECT_TRUE(seen()->pending.empty()) << "nothing about it is unsure";
  EXPECT_EQ(bookings_shown(), 1U);
  come_back();
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
}

//  lease   [9:00 ------- 9:30)
//  asked          [9:10 -------- 9:40)
TEST_F(ClientLease, AWalkUpThatReachesFurtherIsPending) {
  start_at_a_door();
  go_offline();
  loop.run_for(10min);
  submit(1, book("r1", {at(9, 10), at(9, 40)}));
  EXPECT_FALSE(outcome(1).is_final);
  EXPECT_FALSE(booked(1).promised);
  EXPECT_EQ(seen()->pending.size(), 1U);
}

// Somebody else may have ended the first one later than this, which the server will have heard before.
//
//  booked  [9:00 -- x --- 9:20)      ended at 9:05, says this door
//  asked          [9:10 ----- 9:25)
TEST_F(ClientLease, AWalkUpWhereOneWasEndedIsPendingUntilTheEndIsCertain) {
  start_at_a_door();
  submit(1, book("r1", {at(9), at(9, 20)}));
  go_offline();
  loop.run_for(5min);
  submit(2, calendar::EndBooking{outcome_booking(1), at(9, 5), std::nullopt});
  EXPECT_TRUE(seen()->guaranteed.empty());
  loop.run_for(5min);
  submit(3, book("r1", {at(9, 10), at(9, 25)}));
  EXPECT_FALSE(outcome(3).is_final);
  EXPECT_EQ(seen()->pending.size(), 2U);
  come_back();
  EXPECT_EQ(outcome(3).progress, CommandProgress::Accepted);
}

TEST_F(ClientLease, AWalkUpBehindOneThatWasEndedIsFinal) {
  start_at_a_door();
  submit(1, book("r1", {at(9), at(9, 10)}));
  go_offline();
  submit(2, calendar::EndBooking{outcome_booking(1), at(9), std::nullopt});
  loop.run_for(10min);
  submit(3, book("r1", {at(9, 10), at(9, 25)}));
  EXPECT_TRUE(outcome(3).is_final);
}

TEST_F(ClientLease, ABookingAheadIsPending) {
  start_at_a_door();
  go_offline();
  submit(1, book("r1", {at(9, 10), at(9, 25)}));
  EXPECT_FALSE(outcome(1).is_final);
}

TEST_F(ClientLease, WhatIsAskedAsPromisedIsPromisedByTheLeaseAlone) {
  start();
  BookRoom forged = book("r1", {at(9), at(9, 15)});
  forged.promised = true;
  submit(1, forged);
  EXPECT_FALSE(booked(1).promised);
}

TEST_F(ClientLease, ItsEndEndsTheGuarantee) {
  start_at_a_door();
  go_offline();
  loop.run_for(31min);
  EXPECT_TRUE(seen()->guaranteed.empty());
  submit(1, book("r1", {at(9, 31), at(9, 46)}));
  EXPECT_FALSE(outcome(1).is_final);
}

TEST_F(ClientLease, AMeetingThatIsKnownIsNotBookedOver) {
  start_at_a_door();
  server.put({calendar::RoomBusyRead{kRoom, tests::from_to(0, 23), calendar::BusySet{{{at(9, 10), at(9, 20)}}}}});
  loop.run();
  go_offline();
  submit(1, book("r1", {at(9), at(9, 15)}));
  EXPECT_EQ(outcome(1).verdict, refused(RefusalReason::RoomTaken));
}

// It cannot have been known: people are in the room, and the meeting shows as a conflict.
TEST_F(ClientLease, AMeetingThatAppearsMeanwhileChangesNothingAboutThePromise) {
  start_at_a_door();
  go_offline();
  submit(1, book("r1", {at(9), at(9, 15)}));
  server.put({calendar::RoomBusyRead{kRoom, tests::from_to(0, 23), calendar::BusySet{{{at(9, 10), at(9, 20)}}}}});
  come_back();
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
  EXPECT_EQ(bookings_shown(), 1U);
}

TEST_F(ClientLease, AWallClockThatIsSetChangesNothing) {
  start_at_a_door();
  go_offline();
  loop.set_wall(at(15));
  loop.run_for(5min);
  EXPECT_EQ(seen()->guaranteed, (std::map<RoomId, Interval>{{kRoom, kLease}}));
  submit(1, book("r1", {at(9, 5), at(9, 20)}));
  EXPECT_TRUE(outcome(1).is_final);
}

// What the image says of leases may have ended since, and the clock may be anything.
TEST_F(ClientLease, AfterARestartWithoutANetworkNothingIsFinal) {
  const tests::ScratchFolder folder;
  start(folder / "device.sqlite");
  lease();
  go_offline();
  client.reset();
  start(folder / "device.sqlite");
  EXPECT_TRUE(seen()->guaranteed.empty());
  submit(1, book("r1", {at(9), at(9, 15)}));
  EXPECT_FALSE(outcome(1).is_final);
}

TEST_F(ClientLease, AfterARestartWhatWasPromisedIsStillFinal) {
  const tests::ScratchFolder folder;
  start(folder / "device.sqlite");
  lease();
  go_offline();
  submit(1, book("r1", {at(9), at(9, 15)}));
  client.reset();
  start(folder / "device.sqlite");
  ASSERT_EQ(seen()->outcomes.size(), 1U);
  EXPECT_TRUE(seen()->outcomes.front().is_final);
  EXPECT_TRUE(seen()->pending.empty());
}

TEST_F(ClientLease, CountsOnceTheServerHasSaidEverything) {
  start();
  server.put({calendar::RoomLeased{{kRoom, calendar::DeviceId{"k1"}, kLease}}});
  loop.run();
  EXPECT_TRUE(seen()->guaranteed.empty()) << "an entry that ends it may be on its way";
  server.beat();
  loop.run();
  EXPECT_FALSE(seen()->guaranteed.empty());
}

// --- recall ----------------------------------------------------------------------------------------------------------

TEST_F(ClientLease, IsGivenUpWhenAskedForBehindWhatWasPromised) {
  start_at_a_door();
  server.ignores_pushes = true;
  submit(1, book("r1", {at(9), at(9, 15)}));
  server.say(Recall{kRoom});
  server.say(Recall{kRoom});
  loop.run();
  ASSERT_EQ(server.pushes.size(), 2U) << "once is enough";
  EXPECT_TRUE(std::holds_alternative<calendar::GiveUpLease>(server.pushes[1].commands.back().command));
  EXPECT_TRUE(seen()->guaranteed.empty());
  submit(2, book("r1", {at(9, 15), at(9, 30)}));
  EXPECT_FALSE(booked(2).promised);
}

TEST_F(ClientLease, GivingItUpIsToldToNobody) {
  const tests::ScratchFolder folder;
  start(folder / "device.sqlite");
  lease();
  server.say(Recall{kRoom});
  loop.run();
  EXPECT_TRUE(seen()->outcomes.empty());
  client.reset();
  start(folder / "device.sqlite");
  EXPECT_TRUE(seen()->outcomes.empty());
}

TEST_F(ClientLease, ThatWasRefusedToOthersWhileTheNetworkIsAwayIsAskedForWhileItIsThere) {
  start();
  lease("door-1");
  go_offline();
  submit(1, book("r1", {at(9), at(9, 15)}));
  EXPECT_EQ(outcome(1).verdict, refused(RefusalReason::Leased)) << "nobody could ask the door";
  EXPECT_EQ(outcome(1).progress, CommandProgress::Refused);
  come_back();
  server.ignores_pushes = true;
  submit(2, book("r1", {at(9, 1), at(9, 15)}));
  EXPECT_EQ(outcome(2).progress, CommandProgress::Pending);
  EXPECT_EQ(seen()->pending.size(), 1U) << "it looks pending until the door has answered";
}

}  // namespace
}  // namespace tandem::sync
