// The leases of doors at the server: given, renewed, asked back when somebody else wants the minutes, kept through a
// restart.

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "sync/server/lease_keeper.h"
#include "sync/server/recall_desk.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace tandem::tests {
namespace {

using namespace std::chrono_literals;
using calendar::Accepted;
using calendar::GiveUpLease;
using calendar::Interval;
using calendar::RefusalReason;
using calendar::RoomId;
using calendar::Verdict;
using std::chrono::days;

const RoomId kRoom{"r1"};

class Leases : public testing::Test {
 protected:
  // [9:00, ...) of room r1; empty without a lease.
  Interval lease() {
    const auto* found = calendar::lease_of(core->world(), kRoom);
    return found == nullptr ? Interval{} : found->held;
  }
  void connect(TestDevice& device) {
    device.connect(core->cursor());
    core.loop.run();
  }
  // Heard by the server while the door answers nothing.
  void ask(TestDevice& device, std::uint64_t number, calendar::Command command, const std::string& id = "lobby") {
    device.say(sync::Push{{{{calendar::DeviceId{id}, number}, core->now(), std::move(command)}}});
  }
  static std::optional<Verdict> verdict_of(const TestDevice& device, std::uint64_t number) {
    for (const auto& entry : device.entries()) {
      if (entry.origin.number == number && entry.verdict) return entry.verdict;
    }
    return std::nullopt;
  }
  // What the records of this kind are about.
  std::vector<std::string> audited(sync::AuditKind what) {
    std::vector<std::string> found;
    const auto records = core->store().audit_after(0, sync::kAuditBatch).value();
    for (const auto& record : records) {
      if (record.what == what) found.push_back(record.about);
    }
    return found;
  }
  // Heartbeats go on as the device's would.
  void wait(std::chrono::seconds duration, std::vector<TestDevice*> alive) {
    for (auto waited = 0s; waited < duration; waited += 10s) {
      for (TestDevice* device : alive) device->say(sync::Heartbeat{});
      core.wait(10s);
    }
  }

  CoreOnALoop core;
  TestDevice door{core.door("door-1", "r1")};
  TestDevice lobby{core.device("lobby")};
};

TEST_F(Leases, ADoorGetsOneWhenItConnects) {
  EXPECT_EQ(lease(), Interval{});
  door.connect();
  core.loop.run();
  EXPECT_EQ(lease(), (Interval{at(9), at(9, 30)}));
  EXPECT_EQ(door.world().leases, core->world().leases);
}

TEST_F(Leases, ALobbyOrADoorOfAnOlderVersionGetsNone) {
  connect(lobby);
  door.connect(core->cursor(), 2);
  core.loop.run();
  EXPECT_TRUE(core->world().leases.empty());
}

TEST_F(Leases, OfARoomWithTwoDoorsAreOneOfThem) {
  TestDevice other{core.door("door-2", "r1")};
  door.connect(core->cursor());
  connect(other);
  std::size_t given = 0;
  for (const auto& entry : door.entries()) {
    given += static_cast<std::size_t>(std::ranges::count_if(entry.changes, [](const calendar::Change& change) {
      return std::holds_alternative<calendar::RoomLeased>(change);
    }));
  }
  EXPECT_EQ(given, 1U);
  EXPECT_EQ(calendar::lease_of(core->world(), kRoom)->holder.text(), "door-1");
}

TEST_F(Leases, AreMadeLongerWhileTheDoorIsThere) {
  connect(door);
  wait(16min, {&door});
  EXPECT_EQ(lease(), (Interval{at(9), at(9, 45)}));
  door.hang_up();
  core.wait(2h);
  EXPECT_EQ(lease(), (Interval{at(9), at(9, 45)})) << "it may have promised something nobody has heard of";
}

TEST_F(Leases, FewEntriesKeepThem) {
  connect(door);
  const auto before = core->head();
  wait(120min, {&door});
  EXPECT_LE(core->head() - before, 9U) << "one each quarter of an hour, and the first";
}

TEST_F(Leases, OfManyDoorsAreRenewedInOneEntry) {
  std::deque<TestDevice> doors;
  std::vector<TestDevice*> alive;
  for (int i = 2; i <= 30; ++i) {
    const std::string number = std::to_string(i);
    ASSERT_TRUE(core->commit_changes({calendar::RoomPut{room("r" + number)}}));
    doors.push_back(core.door("door-" + number, "r" + number));
    alive.push_back(&doors.back());
    connect(doors.back());
  }
  EXPECT_EQ(core->world().leases.size(), 29U);
  const auto before = core->head();
  wait(16min, alive);
  EXPECT_EQ(core->head(), before + 1);
}

TEST_F(Leases, ThatAreOverAreAskedBackAndGivenAnew) {
  connect(door);
  ASSERT_TRUE(core->commit(numbered("k9", 1, book("r1", {at(9, 30), at(10)}))));
  wait(31min, {&door});
  ASSERT_FALSE(door.heard<sync::Recall>().empty());
  EXPECT_EQ(lease(), (Interval{at(9), at(9, 30)}));
  door.push(1, GiveUpLease{kRoom});
  core.loop.run();
  wait(10min, {&door});
  EXPECT_EQ(lease().start, at(10));
}

TEST_F(Leases, OfARoomWhoseDoorItIsNoMoreAreAskedBack) {
  connect(door);
  door.hang_up();
  sync::DeviceRecord moved = **core->store().find_device(calendar::DeviceId{"door-1"});
  moved.room = RoomId{"r2"};
  ASSERT_TRUE(core->store().put_device(moved));
  connect(door);
  core.wait(10s);
  ASSERT_EQ(door.heard<sync::Recall>().size(), 1U);
  EXPECT_EQ(door.heard<sync::Recall>().front().room, kRoom);
}

TEST_F(Leases, EndWhenTheirDoorIsRevoked) {
  connect(door);
  ASSERT_TRUE(core->revoke(calendar::DeviceId{"door-1"}));
  EXPECT_TRUE(core->world().leases.empty());
  EXPECT_EQ(audited(sync::AuditKind::LeaseEnded), std::vector<std::string>{"lease of r1 to device door-1"});
}

// --- recall ----------------------------------------------------------------------------------------------------------

TEST_F(Leases, ALobbyGetsTheMinutesOnceTheDoorHasGivenThemUp) {
  connect(door);
  connect(lobby);
  ask(lobby, 1, book("r1", {at(9, 5), at(9, 20)}));
  EXPECT_EQ(verdict_of(lobby, 1), std::nullopt) << "it waits for the door";
  ASSERT_EQ(door.heard<sync::Recall>().size(), 1U);
  door.push(1, GiveUpLease{kRoom});
  EXPECT_EQ(verdict_of(lobby, 1), Verdict{Accepted{}});
  EXPECT_EQ(core->lease_costs().at(kRoom).given_up, 1U);
  core.wait(10s);
  EXPECT_EQ(lease(), (Interval{at(9), at(9, 5)})) << "what is left before the booking";
}

TEST_F(Leases, AnAdministratorGetsTheMinutesTooAndTheAuditLogSaysSo) {
  connect(door);
  std::optional<Verdict> said;
  core->submit_own(book("r1", {at(9, 5), at(9, 20)}), [&](const auto& committed) { said = committed->verdict; });
  core.loop.run();
  EXPECT_EQ(said, std::nullopt) << "it waits for the door";
  door.push(1, GiveUpLease{kRoom});
  core.loop.run();
  EXPECT_EQ(said, Verdict{Accepted{}});
  EXPECT_EQ(audited(sync::AuditKind::LeaseRecalled), std::vector<std::string>{"lease of r1 to device door-1"});
}

// 9:05 today is leased, 9:05 in a week is not.
TEST_F(Leases, StandInTheWayOfASeriesUntilTheyAreGivenUp) {
  connect(door);
  connect(lobby);
  calendar::BookSeries weekly{kRoom, {at(9, 5), at(9, 20)}, "FREQ=WEEKLY;COUNT=2", std::nullopt, {}};
  ask(lobby, 1, weekly);
  EXPECT_EQ(verdict_of(lobby, 1), std::nullopt) << "it waits for the door";
  door.push(1, GiveUpLease{kRoom});
  core.loop.run();
  EXPECT_EQ(verdict_of(lobby, 1), Verdict{Accepted{}});
  EXPECT_EQ(core->world().bookings.size(), 2U);
}

TEST_F(Leases, AreNotAskedForASeriesThatIsImpossibleAnyway) {
  connect(door);
  connect(lobby);
  const calendar::Interval next_week{at(9, 5) + days{7}, at(9, 20) + days{7}};
  ASSERT_TRUE(core->commit(numbered("k9", 1, book("r1", next_week))));
  ask(lobby, 1, calendar::BookSeries{kRoom, {at(9, 5), at(9, 20)}, "FREQ=WEEKLY;COUNT=2", std::nullopt, {}});
  EXPECT_TRUE(door.heard<sync::Recall>().empty());
  ASSERT_TRUE(verdict_of(lobby, 1));
  EXPECT_EQ(std::get<calendar::Refused>(*verdict_of(lobby, 1)).reason, RefusalReason::SeriesInTheWay);
}

TEST_F(Leases, WhatTheDoorPromisedBeforeIsDecidedFirst) {
  connect(door);
  connect(lobby);
  ask(lobby, 1, book("r1", {at(9, 5), at(9, 20)}));
  calendar::BookRoom promised = book("r1", {at(9), at(9, 15)});
  promised.promised = true;
  door.say(sync::Push{{{{calendar::DeviceId{"door-1"}, 1}, core->now(), promised},
                       {{calendar::DeviceId{"door-1"}, 2}, core->now(), GiveUpLease{kRoom}}}});
  EXPECT_EQ(verdict_of(door, 1), Verdict{Accepted{}});
  EXPECT_EQ(verdict_of(lobby, 1), refused(RefusalReason::RoomTaken));
}

TEST_F(Leases, ADoorThatSaysNothingKeepsItsMinutes) {
  connect(door);
  connect(lobby);
  ask(lobby, 1, book("r1", {at(9, 5), at(9, 20)}));
  core.wait(sync::kRecallWithin - 1ms);
  EXPECT_EQ(verdict_of(lobby, 1), std::nullopt);
  core.wait(1ms);
  core.loop.run();
  EXPECT_EQ(verdict_of(lobby, 1), refused(RefusalReason::Leased));
  EXPECT_EQ(core->lease_costs().at(kRoom).refusals, 1U);
  ask(lobby, 2, book("r1", {at(9, 5), at(9, 20)}));
  EXPECT_EQ(verdict_of(lobby, 2), refused(RefusalReason::Leased)) << "nobody waits for a silent door again so soon";
}

TEST_F(Leases, OfADoorThatIsNotConnectedAreRefusedAtOnce) {
  connect(door);
  door.hang_up();
  connect(lobby);
  ask(lobby, 1, book("r1", {at(9, 5), at(9, 20)}));
  EXPECT_EQ(verdict_of(lobby, 1), refused(RefusalReason::Leased));
}

TEST_F(Leases, WhatTheSameDeviceAskedLaterWaitsBehind) {
  connect(door);
  connect(lobby);
  ask(lobby, 1, book("r1", {at(9, 5), at(9, 20)}));
  ask(lobby, 2, book("r2", {at(9, 5), at(9, 20)}));
  EXPECT_EQ(verdict_of(lobby, 2), std::nullopt);
  auto other = core.device("other");
  connect(other);
  ask(other, 1, book("r2", {at(10), at(11)}), "other");
  EXPECT_EQ(verdict_of(other, 1), Verdict{Accepted{}}) << "others do not wait";
  door.push(1, GiveUpLease{kRoom});
  core.loop.run();
  EXPECT_EQ(verdict_of(lobby, 1), Verdict{Accepted{}});
  EXPECT_EQ(verdict_of(lobby, 2), Verdict{Accepted{}});
}

TEST_F(Leases, TwoWhoWantTheSameMinutesAskTheDoorOnce) {
  connect(door);
  connect(lobby);
  auto other = core.device("other");
  connect(other);
  ask(lobby, 1, book("r1", {at(9, 5), at(9, 20)}));
  ask(other, 1, book("r1", {at(9, 10), at(9, 25)}), "other");
  EXPECT_EQ(door.heard<sync::Recall>().size(), 1U);
  door.push(1, GiveUpLease{kRoom});
  core.loop.run();
  EXPECT_EQ(verdict_of(lobby, 1), Verdict{Accepted{}});
  EXPECT_EQ(verdict_of(other, 1), refused(RefusalReason::RoomTaken));
}

TEST_F(Leases, WhoLeavesWhileWaitingBringsItsCommandAgain) {
  connect(door);
  connect(lobby);
  ask(lobby, 1, book("r1", {at(9, 5), at(9, 20)}));
  lobby.hang_up();
  core.wait(2s);
  connect(lobby);
  ask(lobby, 1, book("r1", {at(9, 5), at(9, 20)}));
  core.wait(2s);
  EXPECT_EQ(verdict_of(lobby, 1), refused(RefusalReason::Leased));
}

TEST_F(Leases, WhatStandsInTheWayOtherwiseIsSaidWithoutAskingTheDoor) {
  connect(door);
  connect(lobby);
  door.push(1, book("r1", {at(9), at(9, 20)}));
  ask(lobby, 1, book("r1", {at(9, 5), at(9, 25)}));
  EXPECT_EQ(verdict_of(lobby, 1), refused(RefusalReason::RoomTaken));
  EXPECT_TRUE(door.heard<sync::Recall>().empty());
}

}  // namespace
}  // namespace tandem::tests
