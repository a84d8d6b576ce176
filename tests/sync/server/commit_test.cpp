// What the core makes true, and that nothing is ever half true.

#include <gtest/gtest.h>

#include "calendar/booking/facts.h"
#include "tests/sync/server/core_on_a_loop.h"
#include "tests/sync/server/failing_store.h"

namespace tandem::tests {
namespace {

using calendar::Verdict;
using platform::ErrorKind;
using std::chrono::minutes;

const Verdict kYes{calendar::Accepted{}};

calendar::BookingState state_of(CoreOnALoop& core, const calendar::BookingId& id) {
  return core->world().bookings.at(id).state;
}

TEST(Commit, GivesTheFirstVerdictToARepeatedCommand) {
  CoreOnALoop core;
  const auto command = numbered("k1", 1, book("r1", from_to(10, 11)));
  const auto first = *core->commit(command);
  const auto again = *core->commit(command);
  EXPECT_EQ(first.verdict, kYes);
  EXPECT_FALSE(first.repeated);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.sequence, first.sequence);
  EXPECT_EQ(core->head(), first.sequence);
}

TEST(Commit, ANumberBelowTheLastOneIsNotTaken) {
  CoreOnALoop core;
  ASSERT_TRUE(core->commit(numbered("k1", 5, book("r1", from_to(10, 11)))));
  const auto below = core->commit(numbered("k1", 4, book("r2", from_to(10, 11))));
  EXPECT_EQ(below->verdict, refused(calendar::RefusalReason::NumberSpent));
  EXPECT_FALSE(core->world().bookings.contains(booking_of("k1", 4)));
}

TEST(Commit, AnImportIsAllOrNothing) {
  CoreOnALoop core;
  calendar::Booking first{calendar::BookingId{"b1"},
                          calendar::RoomId{"r1"},
                          from_to(10, 12),
                          from_to(10, 12),
                          calendar::BookingState::Booked,
                          {},
                          {},
                          at(9),
                          {}};
  calendar::Booking second = first;
  second.id = calendar::BookingId{"b2"};
  const auto done = core->commit_changes(
      {calendar::RoomPut{room("r3")}, calendar::BookingAccepted{first}, calendar::BookingAccepted{second}});
  EXPECT_EQ(done.error().kind, ErrorKind::Invalid);
  EXPECT_EQ(core->world().rooms.count(calendar::RoomId{"r3"}), 0U);
  EXPECT_TRUE(core->world().bookings.empty());
  EXPECT_EQ(core->head(), 1U);
}

TEST(Commit, AnImportIsHeardByAllAlsoWhenTheFeedsCannotBeReadAfterIt) {
  auto failing = std::make_unique<FailingStore>(*sync::open_log_store_in_memory());
  auto& disk = *failing;
  CoreOnALoop core(std::move(failing));
  auto k1 = core.device("k1");
  k1.connect();
  disk.feeds_unreadable = true;
  const auto done = core->commit_changes({calendar::RoomPut{room("r3")}});
  ASSERT_FALSE(done);
  EXPECT_EQ(core->head(), 2U);
  EXPECT_EQ(k1.sequences(), std::vector<std::uint64_t>{2});
}

TEST(Commit, WhatADeviceCouldNotReadIsNotStored) {
  CoreOnALoop core;
  auto nameless = room("r3");
  nameless.name = std::string(5'000, 'x');
  EXPECT_EQ(core->commit_changes({calendar::RoomPut{nameless}}).error().kind, ErrorKind::Invalid);
  EXPECT_EQ(core->world().rooms.count(calendar::RoomId{"r3"}), 0U);
}

TEST(Commit, AFullDiskChangesNothingAndTheDeviceTriesAgain) {
  auto failing = std::make_unique<FailingStore>(*sync::open_log_store_in_memory());
  auto& disk = *failing;
  CoreOnALoop core(std::move(failing));
  auto k1 = core.device("k1");
  auto k2 = core.device("k2");
  k1.connect();
  k2.connect();
  const auto command = numbered("k1", 1, book("r1", from_to(10, 11)));
  disk.full = true;
  k1.say(sync::Push{{command}});
  EXPECT_EQ(k1.denial(), sync::DenialReason::Busy);
  EXPECT_TRUE(core->world().bookings.empty());
  EXPECT_TRUE(k2.entries().empty());
  EXPECT_FALSE(k2.closed());

  disk.full = false;
  k1.connect(core->cursor());
  k1.say(sync::Push{{command}});
  ASSERT_EQ(k1.entries().size(), 1U);
  EXPECT_EQ(k1.entries()[0].verdict, kYes);
  EXPECT_EQ(k2.world().bookings.size(), 1U);
}

TEST(Commit, WhileTheStoreCannotBeReadNobodySeesAGuess) {
  auto failing = std::make_unique<FailingStore>(*sync::open_log_store_in_memory());
  auto& disk = *failing;
  CoreOnALoop core(std::move(failing));
  auto k1 = core.device("k1");
  disk.full = true;
  disk.unreadable = true;
  EXPECT_FALSE(core->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  disk.full = false;
  k1.connect();
  EXPECT_EQ(k1.denial(), sync::DenialReason::Busy);
  disk.unreadable = false;
  k1.connect();
  EXPECT_TRUE(k1.world().bookings.empty());
  EXPECT_EQ(core->commit(numbered("k1", 1, book("r1", from_to(10, 11))))->verdict, kYes);
}

TEST(Commit, ADatabaseThatSaysNoWinsOverTheJudge) {
  auto failing = std::make_unique<FailingStore>(*sync::open_log_store_in_memory());
  auto& guard = *failing;
  CoreOnALoop core(std::move(failing));
  guard.refuses_bookings = true;
  const auto done = *core->commit(numbered("k1", 1, book("r1", from_to(10, 11))));
  EXPECT_EQ(done.verdict, refused(calendar::RefusalReason::RoomTaken));
  EXPECT_TRUE(core->world().bookings.empty());
}

TEST(Commit, DeviceNamesArePlainAndTheServersIsTaken) {
  CoreOnALoop core;
  for (const char* name : {"", "server", "a b", "k/1", "é"}) {
    EXPECT_FALSE(core->enrol(calendar::DeviceId{name})) << name;
  }
  EXPECT_FALSE(core->enrol(calendar::DeviceId{std::string(41, 'a')}));
  EXPECT_TRUE(core->enrol(calendar::DeviceId{"Kiosk-1.floor_2"}));
}

//  booked  10:00 [------------)   nobody comes   released 10:10 by the server's clock
TEST(NoShow, ARoomNobodyCameToIsReleasedTenMinutesAfterItsStart) {
  CoreOnALoop core;
  auto k1 = core.device("k1");
  k1.connect();
  k1.push(1, book("r1", from_to(10, 11)));
  const auto id = booking_of("k1", 1);
  core.wait(minutes{69});
  EXPECT_EQ(state_of(core, id), calendar::BookingState::Booked);
  core.wait(minutes{1} + std::chrono::seconds{1});
  EXPECT_EQ(state_of(core, id), calendar::BookingState::Released);
}

TEST(NoShow, ARoomSomebodyCameToIsKept) {
  CoreOnALoop core;
  ASSERT_TRUE(core->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  core.wait(minutes{55});
  ASSERT_EQ(core->commit(numbered("k1", 2, calendar::CheckIn{booking_of("k1", 1), {}, at(9, 55)}, at(9, 55)))->verdict,
            kYes);
  core.wait(minutes{30});
  EXPECT_EQ(state_of(core, booking_of("k1", 1)), calendar::BookingState::InUse);
}

TEST(NoShow, AfterARestartDevicesGetAMomentToBringTheirCheckIns) {
  CoreOnALoop core;
  ASSERT_TRUE(core->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  core.loop.set_wall(at(10, 30));  // the server was away meanwhile
  auto restarted = *sync::ServerCore::open(core.loop, std::move(*sync::open_log_store_in_memory()));
  ASSERT_TRUE(restarted->commit_changes(calendar::facts_of(core->world())));
  const auto released = [&] {
    return restarted->world().bookings.at(booking_of("k1", 1)).state == calendar::BookingState::Released;
  };
  core.loop.run_for(sync::kStartGrace - std::chrono::seconds{1});
  EXPECT_FALSE(released());
  core.loop.run_for(std::chrono::seconds{2});
  EXPECT_TRUE(released());
}

TEST(NoShow, AClockSetALittleForwardIsNoticedWithinAMinute) {
  CoreOnALoop core;
  ASSERT_TRUE(core->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  core.wait(minutes{68});
  core.loop.set_wall(at(10, 10));
  core.wait(minutes{1});
  EXPECT_EQ(state_of(core, booking_of("k1", 1)), calendar::BookingState::Released);
}

//  10:00 [---) 11:00    12:00 [---) 13:00    the clock says 13:30 at 09:01, and is put right at 09:20
TEST(NoShow, AClockThatJumpsForwardReleasesNothingAndAllIsWellOnceItIsRight) {
  CoreOnALoop core;
  ASSERT_TRUE(core->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  ASSERT_TRUE(core->commit(numbered("k1", 2, book("r1", from_to(12, 13)))));
  core.wait(minutes{1});
  core.loop.set_wall(at(13, 30));
  core.wait(minutes{19});
  EXPECT_EQ(state_of(core, booking_of("k1", 1)), calendar::BookingState::Booked);
  EXPECT_EQ(state_of(core, booking_of("k1", 2)), calendar::BookingState::Booked);
  core.loop.set_wall(at(9, 20));
  core.wait(minutes{52});
  EXPECT_EQ(state_of(core, booking_of("k1", 1)), calendar::BookingState::Released);
  EXPECT_EQ(state_of(core, booking_of("k1", 2)), calendar::BookingState::Booked);
}

//  the clock says 09:30 instead of 09:01 and stays there: the machine was asleep, say
TEST(NoShow, AClockThatStaysAheadIsBelievedAfterAnHourAndWhatItJumpedOverIsKept) {
  CoreOnALoop core;
  ASSERT_TRUE(core->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  ASSERT_TRUE(core->commit(numbered("k1", 2, book("r2", from_to(11, 12)))));
  core.wait(minutes{1});
  core.loop.set_wall(at(9, 30));
  core.wait(minutes{102});  // 11:12
  EXPECT_EQ(state_of(core, booking_of("k1", 1)), calendar::BookingState::Booked);
  EXPECT_EQ(state_of(core, booking_of("k1", 2)), calendar::BookingState::Released);
}

TEST(NoShow, AClockThatIsPutHalfRightReleasesNothingEither) {
  CoreOnALoop core;
  ASSERT_TRUE(core->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  core.loop.set_wall(at(20));
  core.wait(minutes{1});
  core.loop.set_wall(at(15));
  core.wait(minutes{120});
  EXPECT_EQ(state_of(core, booking_of("k1", 1)), calendar::BookingState::Booked);
}

TEST(NoShow, AReleaseThatFailsIsTriedAgain) {
  auto failing = std::make_unique<FailingStore>(*sync::open_log_store_in_memory());
  auto& disk = *failing;
  CoreOnALoop core(std::move(failing));
  ASSERT_TRUE(core->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  core.wait(minutes{60});
  disk.full = true;
  core.wait(minutes{20});
  EXPECT_EQ(state_of(core, booking_of("k1", 1)), calendar::BookingState::Booked);
  disk.full = false;
  core.wait(minutes{1});
  EXPECT_EQ(state_of(core, booking_of("k1", 1)), calendar::BookingState::Released);
}

}  // namespace
}  // namespace tandem::tests
