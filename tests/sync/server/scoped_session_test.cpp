// Devices of a company with two sites, seen from the wire: what they are told, what they may ask for, and what never
// reaches them.

#include <gtest/gtest.h>

#include "calendar/booking/facts.h"
#include "sync/protocol/state_checksum.h"
#include "sync/server/device_session.h"
#include "tests/sync/server/core_on_a_loop.h"
#include "tests/sync/server/failing_store.h"
#include "tests/sync/server/two_sites.h"

namespace tandem::tests {
namespace {

using calendar::DeviceMode;
using calendar::RefusalReason;

const calendar::Verdict kYes = calendar::Accepted{};

class ScopedSession : public testing::Test {
 protected:
  ScopedSession() {
    EXPECT_TRUE(core->commit_changes(second_site_facts()));
    EXPECT_TRUE(core->set_rights(calendar::DeviceId{"k2"}, {kLyon, DeviceMode::Lobby, {}}));
    k1.connect();
    k2.connect();
  }
  // The last verdict that a device got.
  static calendar::Verdict verdict(const TestDevice& device) {
    for (auto& entry : device.entries()) {
      if (entry.verdict) last = *entry.verdict;
    }
    return last;
  }
  static inline calendar::Verdict last;
  static std::string scope_of(const TestDevice& device) { return device.heard<sync::Welcome>().back().scope; }

  CoreOnALoop core;
  TestDevice k1 = core.device("k1");
  TestDevice k2 = core.device("k2");
};

TEST_F(ScopedSession, ADeviceGetsItsSiteAndNothingElse) {
  EXPECT_EQ(scope_of(k1), "site:");
  EXPECT_EQ(scope_of(k2), "site:lyon");
  EXPECT_TRUE(k1.world().rooms.contains(calendar::RoomId{"r1"}));
  EXPECT_FALSE(k1.world().rooms.contains(calendar::RoomId{"l1"}));
  EXPECT_TRUE(k2.world().rooms.contains(calendar::RoomId{"l1"}));
  EXPECT_FALSE(k2.world().rooms.contains(calendar::RoomId{"r1"}));
  EXPECT_EQ(k2.world().site.name, "Lyon");
  EXPECT_TRUE(k2.world().sites.empty());
}

TEST_F(ScopedSession, NothingOfAnotherSitesPeopleIsInTheBytes) {
  k2.push(1, calendar::PlanSession{calendar::PairId{"chloe+david"}, calendar::RoomId{"l1"}, from_to(10, 11), {}});
  k2.push(2, calendar::CheckIn{booking_of("k2", 1), calendar::PersonId{"chloe"}, at(9, 50)});
  ASSERT_TRUE(core->commit_changes({calendar::PersonPut{person_of("david", kLyon)},
                                    calendar::PersonBusyRead{calendar::PersonId{"david"}, from_to(0, 24), {}}}));
  core.wait(std::chrono::minutes{5});
  const std::string& to_first = k1.connection().frames;
  const std::string& to_lyon = k2.connection().frames;
  for (const char* stranger : {"chloe", "david"}) EXPECT_EQ(to_first.find(stranger), std::string::npos) << stranger;
  for (const char* stranger : {"anna", "bruno"}) EXPECT_EQ(to_lyon.find(stranger), std::string::npos) << stranger;
  EXPECT_NE(to_lyon.find("badge-hash-david"), std::string::npos);
  EXPECT_NE(to_first.find("pin-hash-anna"), std::string::npos);
}

TEST_F(ScopedSession, WhatHappensElsewhereWakesNobodyAndIsPassedOver) {
  const auto head = core->head();
  k1.forget_all();
  k2.push(1, book("l1", from_to(10, 11)));
  k2.push(2, book("l2", from_to(10, 11)));
  EXPECT_TRUE(k1.entries().empty());
  k1.push(1, book("r1", from_to(10, 11)));
  ASSERT_EQ(k1.entries().size(), 1U);
  EXPECT_EQ(k1.entries()[0].sequence, head + 3);
  EXPECT_EQ(k1.entries()[0].passed, 2U);
  EXPECT_EQ(k1.entries()[0].verdict, kYes);
}

TEST_F(ScopedSession, ADevicesChecksumIsComparedWithItsScopes) {
  k2.say(sync::Ack{core->cursor()});
  k1.push(1, book("r1", from_to(10, 11)));
  const auto truth = sync::StateChecksum{k2.world()}.value();
  k2.say(sync::Heartbeat{core.loop.clock().wall(), {}, sync::StateMark{core->head() - 1, truth}, std::nullopt});
  EXPECT_EQ(core->health_of(calendar::DeviceId{"k2"}).mismatches, 0U);
  k2.say(sync::Heartbeat{core.loop.clock().wall(), {}, sync::StateMark{core->head() - 1, truth + 1}, std::nullopt});
  EXPECT_EQ(core->health_of(calendar::DeviceId{"k2"}).mismatches, 1U);
}

TEST_F(ScopedSession, ADeviceThatComesBackIsToldTheRest) {
  k2.push(1, book("l1", from_to(10, 11)));
  const auto cursor = core->cursor();
  k2.hang_up();
  k1.push(1, book("r1", from_to(10, 11)));
  ASSERT_TRUE(core->commit_changes({calendar::RoomPut{room_at("l3", kLyon)}}));
  k2.connect(cursor, sync::kProtocolVersion, "site:lyon");
  EXPECT_TRUE(k2.heard<sync::SnapshotPart>().empty());
  ASSERT_EQ(k2.entries().size(), 1U);
  EXPECT_EQ(k2.entries()[0].passed, 1U);
}

TEST_F(ScopedSession, AnotherScopeThanItHasIsASnapshot) {
  const auto cursor = core->cursor();
  k1.hang_up();
  k1.connect(cursor);  // it has all of it, it says
  EXPECT_EQ(k1.heard<sync::SnapshotPart>().size(), 1U);
}

// The server was restored from an old backup and kept its epoch.
TEST_F(ScopedSession, ADeviceThatIsAheadOfTheLogGetsASnapshot) {
  auto cursor = core->cursor();
  cursor.sequence += 5;
  k2.hang_up();
  k2.connect(cursor, sync::kProtocolVersion, "site:lyon");
  EXPECT_EQ(k2.heard<sync::SnapshotPart>().size(), 1U);
}

TEST_F(ScopedSession, ADeviceThatMovesIsCutOffAndGetsItsNewSite) {
  ASSERT_TRUE(core->set_rights(calendar::DeviceId{"k1"}, {kLyon, DeviceMode::Door, calendar::RoomId{"l2"}}));
  EXPECT_TRUE(k1.closed());
  k1.connect(core->cursor(), sync::kProtocolVersion, "site:");
  EXPECT_EQ(scope_of(k1), "site:lyon");
  EXPECT_TRUE(k1.world().rooms.contains(calendar::RoomId{"l2"}));
  const auto rights = k1.heard<sync::Welcome>().back().rights;
  ASSERT_TRUE(rights);
  EXPECT_EQ(rights->mode, DeviceMode::Door);
  EXPECT_EQ(rights->room, calendar::RoomId{"l2"});
}

TEST_F(ScopedSession, AnOlderDeviceGetsEmptyEntriesAndASnapshotAtEachConnection) {
  auto old = core.device("k3");
  old.connect({}, 2);
  const auto head = core->head();
  EXPECT_EQ(old.heard<sync::Welcome>()[0].scope, "");
  EXPECT_FALSE(old.heard<sync::Welcome>()[0].rights);
  old.forget_all();
  k2.push(1, book("l1", from_to(10, 11)));
  k2.push(2, book("l2", from_to(10, 11)));
  k1.push(1, book("r1", from_to(10, 11)));
  EXPECT_EQ(old.sequences(), (std::vector<std::uint64_t>{head + 1, head + 2, head + 3}));
  EXPECT_TRUE(old.entries()[1].changes.empty());
  old.hang_up();
  old.connect(core->cursor(), 2);
  EXPECT_FALSE(old.heard<sync::SnapshotPart>().empty());
}

TEST_F(ScopedSession, ALongSilenceIsToldNowAndThen) {
  k1.forget_all();
  for (std::uint64_t i = 0; i <= sync::kPassedUntold; ++i) {
    ASSERT_TRUE(core->commit_changes({calendar::RoomPut{room_at("l1", kLyon)}}));
  }
  EXPECT_TRUE(k1.entries().empty());
  core.wait(sync::kHeartbeatEvery + std::chrono::seconds{1});
  ASSERT_EQ(k1.entries().size(), 1U);
  EXPECT_EQ(k1.entries()[0].sequence, core->head());
  EXPECT_EQ(k1.entries()[0].passed, sync::kPassedUntold);
  EXPECT_TRUE(k1.entries()[0].changes.empty());
}

TEST_F(ScopedSession, ASecondSiteCutsOffWhoeverHasEverything) {
  CoreOnALoop single;
  auto whole = single.device("k1");
  whole.connect();
  EXPECT_EQ(scope_of(whole), "");
  ASSERT_TRUE(single->commit_changes(second_site_facts()));
  EXPECT_TRUE(whole.closed());
  EXPECT_EQ(whole.connection().frames.find("chloe"), std::string::npos);
}

// The World is read again, and the scopes are made anew around those who are connected.
TEST_F(ScopedSession, VerdictsThatChangeNothingArriveAfterACommitThatFailed) {
  auto failing = std::make_unique<FailingStore>(*sync::open_log_store_in_memory());
  FailingStore& disk = *failing;
  CoreOnALoop shaky(std::move(failing));
  ASSERT_TRUE(shaky->commit_changes(second_site_facts()));
  TestDevice device = shaky.device("k1");
  device.connect();
  disk.full = true;
  ASSERT_FALSE(shaky->commit_changes({calendar::RoomPut{room("r3")}}));
  disk.full = false;
  device.push(1, calendar::CancelBooking{booking_of("nobody", 1), {}});
  ASSERT_EQ(device.entries().size(), 1U);
  EXPECT_EQ(device.entries()[0].verdict, refused(RefusalReason::BookingUnknown));
}

// --- rights ---------------------------------------------------------------------------------------------------------

TEST_F(ScopedSession, ARoomOrBookingOfAnotherSiteIsNotThereForADevice) {
  k2.push(1, book("l1", from_to(10, 11)));
  ASSERT_EQ(verdict(k2), kYes);
  k1.push(1, book("l2", from_to(10, 11)));
  EXPECT_EQ(verdict(k1), refused(RefusalReason::RoomUnknown));
  k1.push(2, calendar::CancelBooking{booking_of("k2", 1), {}});
  EXPECT_EQ(verdict(k1), refused(RefusalReason::BookingUnknown));
  k1.push(3, calendar::PlanSession{calendar::PairId{"chloe+david"}, calendar::RoomId{"r1"}, from_to(12, 13), {}});
  EXPECT_EQ(verdict(k1), refused(RefusalReason::PairUnknown));
  k1.push(4, calendar::BookRoom{calendar::RoomId{"r1"}, from_to(12, 13), calendar::PersonId{"david"}});
  EXPECT_EQ(verdict(k1), refused(RefusalReason::NotYours));
  EXPECT_EQ(core->world().bookings.size(), 1U);
}

TEST_F(ScopedSession, ASessionOfItsPairAtAnotherSiteIsShownAndNotTouched) {
  ASSERT_TRUE(core->commit_changes({calendar::PairPut{pair_of("anna", "chloe")}}));
  k2.push(1, calendar::PlanSession{calendar::PairId{"anna+chloe"}, calendar::RoomId{"l1"}, from_to(10, 11), {}});
  ASSERT_EQ(verdict(k2), kYes);
  EXPECT_TRUE(k1.world().bookings.contains(booking_of("k2", 1)));
  EXPECT_FALSE(k1.world().rooms.contains(calendar::RoomId{"l1"}));
  k1.push(1, calendar::CancelBooking{booking_of("k2", 1), calendar::PersonId{"anna"}});
  EXPECT_EQ(verdict(k1), refused(RefusalReason::NotAllowed));
  EXPECT_EQ(core->health_of(calendar::DeviceId{"k1"}).not_allowed, 1U);
}

TEST_F(ScopedSession, ADoorServesItsOwnRoomOnly) {
  ASSERT_TRUE(core->set_rights(calendar::DeviceId{"k1"}, {{}, DeviceMode::Door, calendar::RoomId{"r1"}}));
  k1.connect();
  TestDevice& door = k1;
  door.push(1, book("r1", from_to(10, 11)));
  EXPECT_EQ(verdict(door), kYes);
  door.push(2, book("r2", from_to(10, 11)));
  EXPECT_EQ(verdict(door), refused(RefusalReason::NotAllowed));
  door.push(3, calendar::CancelBooking{booking_of("k1", 1), {}});
  EXPECT_EQ(verdict(door), kYes);
  EXPECT_FALSE(door.closed());
}

TEST_F(ScopedSession, RightsThatMakeNoSenseAreNotTaken) {
  const calendar::DeviceId k1_id{"k1"};
  const auto kind = [&](const calendar::DeviceRights& rights) { return core->set_rights(k1_id, rights).error().kind; };
  EXPECT_EQ(kind({calendar::SiteId{"nowhere"}, DeviceMode::Lobby, {}}), platform::ErrorKind::Invalid);
  EXPECT_EQ(kind({{}, DeviceMode::Door, {}}), platform::ErrorKind::Invalid);
  EXPECT_EQ(kind({{}, DeviceMode::Door, calendar::RoomId{"l1"}}), platform::ErrorKind::Invalid);
  EXPECT_EQ(kind({{}, DeviceMode::Door, calendar::RoomId{"r9"}}), platform::ErrorKind::Invalid);
  EXPECT_EQ(core->set_rights(calendar::DeviceId{"k9"}, {}).error().kind, platform::ErrorKind::NotFound);
}

// --- policy ---------------------------------------------------------------------------------------------------------

TEST_F(ScopedSession, ARoomIsBookedByTheRulesOfItsOwnSite) {
  calendar::Site strict = lyon();
  strict.policy.longest_booking = std::chrono::minutes{30};
  ASSERT_TRUE(core->commit_changes({calendar::SiteConfigured{strict}}));
  k2.push(1, book("l1", from_to(10, 11)));
  EXPECT_EQ(verdict(k2), refused(RefusalReason::TooLong));
  k1.push(1, book("r1", from_to(10, 11)));
  EXPECT_EQ(verdict(k1), kYes);
  EXPECT_EQ(k2.world().site.policy.longest_booking, std::chrono::minutes{30});
}

}  // namespace
}  // namespace tandem::tests
