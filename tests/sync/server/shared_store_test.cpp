// Two servers on one PostgreSQL database: whoever commits has read what the other one did, and every device hears all
// of it in one order, whichever server it is on.

#include <gtest/gtest.h>

#include "calendar/booking/facts.h"
#include "sync/server/recall_desk.h"
#include "tests/sync/log/postgres_place.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace tandem::tests {
namespace {

using calendar::RefusalReason;
using calendar::Verdict;
using platform::ErrorKind;

const Verdict kYes{calendar::Accepted{}};

class SharedStore : public testing::Test {
 protected:
  PostgresPlace place;
  CoreOnALoop one{std::move(*place.open())};
  CoreOnALoop two{std::move(*place.open())};
};

TEST_F(SharedStore, TheSecondServerStartsWithTheFirstOnesTruth) {
  EXPECT_EQ(two->head(), one->head());
  EXPECT_EQ(two->cursor(), one->cursor());
  EXPECT_EQ(two->site_key(), one->site_key());
  EXPECT_EQ(calendar::facts_of(two->world()), calendar::facts_of(one->world()));
}

TEST_F(SharedStore, ARoomTakenAtOneServerIsTakenAtTheOtherWithoutAWord) {
  EXPECT_EQ(one->commit(numbered("k1", 1, book("r1", from_to(10, 11))))->verdict, kYes);
  EXPECT_EQ(two->commit(numbered("k2", 1, book("r1", from_to(10, 11))))->verdict, refused(RefusalReason::RoomTaken));
  EXPECT_EQ(two->world().bookings.size(), 1U);
}

TEST_F(SharedStore, ADeviceHearsTheOtherServersEntriesBeforeItsOwnVerdict) {
  auto k2 = two.device("k2");
  k2.connect();
  ASSERT_TRUE(one->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  k2.push(1, book("r1", from_to(10, 11)));
  EXPECT_EQ(k2.sequences(), (std::vector<std::uint64_t>{2, 3}));
  EXPECT_EQ(k2.entries()[1].verdict, refused(RefusalReason::RoomTaken));
  EXPECT_FALSE(k2.entries()[0].verdict.has_value());
}

TEST_F(SharedStore, CatchingUpTellsTheDevices) {
  auto k2 = two.device("k2");
  k2.connect();
  for (int hour = 10; hour < 13; ++hour) {
    ASSERT_TRUE(one->commit(numbered("k1", static_cast<std::uint64_t>(hour), book("r1", from_to(hour, hour + 1)))));
  }
  EXPECT_TRUE(k2.entries().empty());
  ASSERT_TRUE(two->catch_up());
  EXPECT_EQ(k2.sequences(), (std::vector<std::uint64_t>{2, 3, 4}));
  EXPECT_EQ(calendar::facts_of(k2.world()), calendar::facts_of(one->world()));
}

TEST_F(SharedStore, AServerThatWasAwayForLongerThanEntriesAreKeptReadsEverythingAnew) {
  auto k2 = two.device("k2");
  k2.connect();
  for (std::uint64_t number = 1; number <= 5; ++number) {
    const int hour = 9 + static_cast<int>(number);
    ASSERT_TRUE(one->commit(numbered("k1", number, book("r1", from_to(hour, hour + 1)))));
  }
  ASSERT_TRUE(one->store().forget_before(5));
  ASSERT_TRUE(two->catch_up());
  EXPECT_EQ(calendar::facts_of(two->world()), calendar::facts_of(one->world()));
  EXPECT_EQ(two->head(), one->head());
  two.wait(std::chrono::seconds{1});
  EXPECT_EQ(calendar::facts_of(k2.world()), calendar::facts_of(one->world())) << "its devices hear of it";
}

TEST_F(SharedStore, AServerThatWasAwayForLongCommitsOnTheNewTruth) {
  for (std::uint64_t number = 1; number <= 5; ++number) {
    const int hour = 9 + static_cast<int>(number);
    ASSERT_TRUE(one->commit(numbered("k1", number, book("r1", from_to(hour, hour + 1)))));
  }
  ASSERT_TRUE(one->store().forget_before(5));
  EXPECT_EQ(two->commit(numbered("k2", 1, book("r1", from_to(10, 11))))->verdict, refused(RefusalReason::RoomTaken));
  EXPECT_EQ(two->commit(numbered("k2", 2, book("r2", from_to(10, 11))))->verdict, kYes);
}

TEST_F(SharedStore, ARetryAtTheOtherServerGetsTheFirstVerdict) {
  const auto command = numbered("k1", 1, book("r1", from_to(10, 11)));
  const auto first = *one->commit(command);
  const auto again = *two->commit(command);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.sequence, first.sequence);
  EXPECT_EQ(again.verdict, kYes);
  EXPECT_EQ(two->commit(numbered("k1", 1, book("r2", from_to(10, 11))))->verdict,
            refused(calendar::RefusalReason::NumberSpent));
}

TEST_F(SharedStore, ADeviceThatMovedAndSawMoreThanThisServerReadIsNotAnotherHistory) {
  const auto epoch = two->cursor().epoch;
  auto k1 = one.device("k1");
  ASSERT_TRUE(one->commit(numbered("k9", 1, book("r1", from_to(10, 11)))));
  TestDevice moved = two.device("k1");
  moved.connect(one->cursor());
  EXPECT_EQ(two->cursor().epoch, epoch);
  EXPECT_EQ(two->head(), one->head());
  EXPECT_FALSE(moved.closed());
}

TEST_F(SharedStore, TheServersOwnCommandsNeverShareANumber) {
  const auto first = one->commit_own(calendar::BookRoom{calendar::RoomId{"r1"}, from_to(10, 11), {}});
  const auto second = two->commit_own(calendar::BookRoom{calendar::RoomId{"r2"}, from_to(10, 11), {}});
  EXPECT_EQ(first->verdict, kYes);
  EXPECT_EQ(second->verdict, kYes);
  EXPECT_EQ(two->world().bookings.size(), 2U);
}

TEST_F(SharedStore, ADeviceRevokedAtOneServerIsCutOffAtTheOther) {
  auto k2 = two.device("k2");
  k2.connect();
  ASSERT_TRUE(one->revoke(calendar::DeviceId{"k2"}));
  ASSERT_TRUE(two->catch_up());
  EXPECT_TRUE(k2.closed());
}

TEST_F(SharedStore, ADeviceEnrolledAnewAtOneServerIsCutOffAtTheOther) {
  auto k2 = two.device("k2");
  k2.connect();
  auto renewed = one.device("k2");
  ASSERT_TRUE(two->catch_up());
  EXPECT_TRUE(k2.closed());
}

TEST_F(SharedStore, AFeedAddedAtOneServerIsKnownToTheOther) {
  bool heard = false;
  two->on_feeds_changed([&] { heard = true; });
  ASSERT_TRUE(one->commit_changes({}, {{calendar::RoomId{"r1"}, "https://calendar.example/r1.ics", "", ""}}));
  ASSERT_TRUE(two->catch_up());
  EXPECT_EQ(two->feeds().size(), 1U);
  EXPECT_TRUE(heard);
}

TEST_F(SharedStore, AnotherHistoryBegunAtOneServerEndsTheOthersConnections) {
  auto k2 = two.device("k2");
  k2.connect();
  ASSERT_TRUE(one->store().begin_epoch());
  ASSERT_TRUE(two->catch_up());
  EXPECT_TRUE(k2.closed());
  EXPECT_EQ(two->cursor().epoch, one->store().epoch());
}

TEST_F(SharedStore, ARoomIsReleasedOnceAndByTheServerOnDuty) {
  two->set_on_duty(false);
  ASSERT_TRUE(one->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  ASSERT_TRUE(two->catch_up());
  two.wait(std::chrono::minutes{80});
  EXPECT_EQ(two->world().bookings.at(booking_of("k1", 1)).state, calendar::BookingState::Booked);
  one.wait(std::chrono::minutes{80});
  EXPECT_EQ(one->world().bookings.at(booking_of("k1", 1)).state, calendar::BookingState::Released);
  ASSERT_TRUE(two->catch_up());
  EXPECT_EQ(two->world().bookings.at(booking_of("k1", 1)).state, calendar::BookingState::Released);
}

// Both believe that they are on duty: for a moment after the duty moved.
TEST_F(SharedStore, TwoServersOnDutyReleaseARoomOnce) {
  ASSERT_TRUE(one->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  ASSERT_TRUE(two->catch_up());
  one.wait(std::chrono::minutes{80});
  const auto head = one->head();
  two.wait(std::chrono::minutes{80});
  EXPECT_EQ(two->world().bookings.at(booking_of("k1", 1)).state, calendar::BookingState::Released);
  EXPECT_LE(two->head(), head + 1);
}

// --- a lease that the other server's door holds ---

class RecallAcrossServers : public SharedStore {
 protected:
  // What the database's notifications do (log_watch.h).
  void SetUp() override {
    two->on_recall([this](const calendar::RoomId& room) { (void)one->recall_here(room); });
    door.connect();
    one.loop.run();
    ASSERT_TRUE(two->catch_up());
    lobby.connect(two->cursor());
    two.loop.run();
    ASSERT_NE(calendar::lease_of(two->world(), calendar::RoomId{"r1"}), nullptr);
  }
  std::optional<Verdict> said_to_lobby() {
    for (const auto& entry : lobby.entries()) {
      if (entry.origin.device.text() == "lobby" && entry.verdict) return entry.verdict;
    }
    return std::nullopt;
  }

  TestDevice door{one.door("door-1", "r1")};
  TestDevice lobby{two.device("lobby")};
};

TEST_F(RecallAcrossServers, WhoWantsItsMinutesGetsThemOnceTheDoorHasGivenThemUp) {
  lobby.push(1, book("r1", {at(9, 5), at(9, 20)}));
  ASSERT_EQ(door.heard<sync::Recall>().size(), 1U);
  EXPECT_EQ(said_to_lobby(), std::nullopt) << "it waits";
  door.push(1, calendar::GiveUpLease{calendar::RoomId{"r1"}});
  ASSERT_TRUE(two->catch_up());
  two.loop.run();
  EXPECT_EQ(said_to_lobby(), kYes);
}

TEST_F(RecallAcrossServers, WhatTheDoorPromisedBeforeIsDecidedFirst) {
  lobby.push(1, book("r1", {at(9, 5), at(9, 20)}));
  calendar::BookRoom promised = book("r1", {at(9), at(9, 15)});
  promised.promised = true;
  door.say(
      sync::Push{{{{calendar::DeviceId{"door-1"}, 1}, one->now(), promised},
                  {{calendar::DeviceId{"door-1"}, 2}, one->now(), calendar::GiveUpLease{calendar::RoomId{"r1"}}}}});
  ASSERT_TRUE(two->catch_up());
  two.loop.run();
  EXPECT_EQ(said_to_lobby(), refused(RefusalReason::RoomTaken));
}

TEST_F(RecallAcrossServers, ADoorThatSaysNothingKeepsThem) {
  lobby.push(1, book("r1", {at(9, 5), at(9, 20)}));
  two.wait(sync::kRecallWithin);
  two.loop.run();
  EXPECT_EQ(said_to_lobby(), refused(RefusalReason::Leased));
}

TEST_F(SharedStore, ConnectionsThatBreakBetweenTwoCommitsAreNotNoticed) {
  ASSERT_TRUE(one->commit(numbered("k1", 1, book("r1", from_to(10, 11)))));
  place.cut_connections();
  EXPECT_EQ(two->commit(numbered("k2", 1, book("r1", from_to(10, 11))))->verdict, refused(RefusalReason::RoomTaken));
  EXPECT_EQ(one->commit(numbered("k1", 2, book("r2", from_to(10, 11))))->verdict, kYes);
}

}  // namespace
}  // namespace tandem::tests
