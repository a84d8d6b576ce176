// Devices say what their truth amounts to; one that differs gets everything anew.

#include <gtest/gtest.h>

#include "calendar/booking/facts.h"
#include "sync/server/device_session.h"
#include "sync/server/state_marks.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace tandem::tests {
namespace {

using std::chrono::seconds;

class StateCompare : public testing::Test {
 protected:
  StateCompare() { ready(k1); }

  // Connected, and everything that came is stored.
  void ready(TestDevice& device) {
    device.connect();
    device.say(sync::Ack{core->cursor()});
    device.forget_all();
  }
  sync::StateMark ours() const { return {core->head(), sync::StateChecksum{core->world()}.value(), sync::kStateForm}; }
  void tell(const sync::StateMark& state) {
    k1.say(sync::Heartbeat{core.loop.clock().wall(), {}, state, std::nullopt});
  }
  sync::DeviceHealth health() { return core->health_of(calendar::DeviceId{"k1"}); }
  std::size_t snapshots() { return k1.heard<sync::SnapshotPart>().size(); }

  mutable CoreOnALoop core;
  TestDevice k1 = core.device("k1");
};

TEST_F(StateCompare, TheSameTruthIsLeftAlone) {
  tell(ours());
  k1.push(1, book("r1", from_to(10, 11)));
  tell(ours());
  EXPECT_EQ(snapshots(), 0U);
  EXPECT_EQ(health().mismatches, 0U);
  EXPECT_EQ(health().heard_at, at(9));
}

TEST_F(StateCompare, AnotherTruthGetsEverythingAnew) {
  auto wrong = ours();
  ++wrong.checksum;
  tell(wrong);
  ASSERT_EQ(snapshots(), 1U);
  EXPECT_EQ(calendar::facts_of(k1.world()), calendar::facts_of(core->world()));
  EXPECT_EQ(health().mismatches, 1U);
  EXPECT_EQ(health().resyncs, 1U);
  EXPECT_FALSE(k1.closed());
}

TEST_F(StateCompare, ADeviceThatIsBehindIsComparedWithWhatWasTrueThere) {
  const auto before = ours();
  ASSERT_TRUE(core->commit_changes({calendar::RoomPut{room("r3")}}));
  tell(before);
  EXPECT_EQ(snapshots(), 0U);
  tell({before.sequence, before.checksum + 1, before.form});
  EXPECT_EQ(snapshots(), 1U);
}

TEST_F(StateCompare, AnotherFormOrAnUnknownPlaceIsNotCompared) {
  tell({core->head(), 1, sync::kStateForm + 1});
  tell({core->head() + 7, 1, sync::kStateForm});
  tell({0, 1, sync::kStateForm});
  EXPECT_EQ(snapshots(), 0U);
  EXPECT_FALSE(k1.closed());
}

TEST_F(StateCompare, WhileASnapshotIsUnreadTheOldTruthIsNotJudged) {
  tell({core->head(), 1, sync::kStateForm});
  tell({core->head(), 1, sync::kStateForm});
  EXPECT_EQ(health().mismatches, 1U);
  k1.say(sync::Ack{core->cursor()});
  tell(ours());
  EXPECT_EQ(health().mismatches, 1U);
}

TEST_F(StateCompare, ASnapshotThatDoesNotHelpIsNotSentOverAndOver) {
  for (int i = 0; i < 5; ++i) {
    tell({core->head(), 1, sync::kStateForm});
    k1.say(sync::Ack{core->cursor()});
  }
  EXPECT_EQ(snapshots(), 1U);
  EXPECT_EQ(health().mismatches, 5U);
  for (seconds waited{0}; waited < sync::kResyncEvery; waited += seconds{20}) {
    core.wait(seconds{20});
    k1.say(sync::Heartbeat{core.loop.clock().wall(), {}});
  }
  tell({core->head(), 1, sync::kStateForm});
  EXPECT_EQ(snapshots(), 2U);
}

TEST_F(StateCompare, AVerdictThatTheSnapshotPassesOverIsTold) {
  k1.connection().holds_back = true;
  k1.connection().queued = sync::kSendPauseBytes;
  k1.push(1, book("r1", from_to(10, 11)));
  tell({core->head() - 1, 1, sync::kStateForm});
  k1.connection().holds_back = false;
  core.wait(sync::kSendPause);
  ASSERT_EQ(k1.heard<sync::KnownVerdict>().size(), 1U);
  EXPECT_EQ(k1.heard<sync::KnownVerdict>()[0].number, 1U);
}

// The server came back from a backup at the same height: cursors agree, the truths do not.
TEST_F(StateCompare, ALogRestoredToTheSameHeightIsNoticed) {
  const auto of_the_lost_history = sync::StateMark{core->head(), 4711, sync::kStateForm};
  auto k2 = core.device("k2");
  k2.connect(core->cursor());
  EXPECT_TRUE(k2.heard<sync::SnapshotPart>().empty());
  k2.say(sync::Heartbeat{core.loop.clock().wall(), {}, of_the_lost_history, std::nullopt});
  EXPECT_EQ(k2.heard<sync::SnapshotPart>().size(), 1U);
}

TEST_F(StateCompare, TheAgeOfADevicesQueueIsKept) {
  k1.say(sync::Heartbeat{core.loop.clock().wall(), {}, std::nullopt, sync::OutboxAge{3, seconds{150}}});
  EXPECT_EQ(health().outbox, (sync::OutboxAge{3, seconds{150}}));
  k1.say(sync::Ack{core->cursor()});
  EXPECT_EQ(health().acknowledged, core->cursor());
}

TEST(StateMarksTest, KeepsTheLastOnesAndForgetsTheRest) {
  sync::StateMarks marks;
  marks.restart(10, 100);
  for (std::uint64_t i = 1; i <= sync::kMarksKept; ++i) marks.note(10 + i, 100 + i);
  EXPECT_EQ(marks.at(10), std::nullopt);
  EXPECT_EQ(marks.at(11), 101U);
  EXPECT_EQ(marks.at(10 + sync::kMarksKept), 100 + sync::kMarksKept);
  EXPECT_EQ(marks.at(11 + sync::kMarksKept), std::nullopt);
}

TEST(StateMarksTest, AnEntryThatWasRolledBackDoesNotCount) {
  sync::StateMarks marks;
  marks.restart(10, 100);
  marks.note(11, 1);
  marks.restart(10, 100);
  marks.note(11, 2);
  EXPECT_EQ(marks.at(11), 2U);
  marks.note(20, 3);
  EXPECT_EQ(marks.at(11), std::nullopt);
  EXPECT_EQ(marks.at(20), 3U);
}

}  // namespace
}  // namespace tandem::tests
