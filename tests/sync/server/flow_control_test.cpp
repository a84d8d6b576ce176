// A server with more to do than it can: check-ins first, the rest later; and a device that does not read costs nothing.

#include <gtest/gtest.h>

#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"
#include "sync/server/device_session.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace tandem::tests {
namespace {

class FlowControl : public testing::Test {
 protected:
  FlowControl() { k1.connect(); }

  // Commands of nobody in particular wait for the disk.
  void fill_the_queue(std::size_t commands = sync::kShedAbove + 1) {
    for (std::size_t i = 1; i <= commands; ++i) {
      core->submit(numbered("busy", i, book("r1", from_to(10, 11))), [](const auto&) {});
    }
  }
  static sync::Push push_of(std::uint64_t first, const std::vector<calendar::Command>& commands) {
    sync::Push push;
    for (const auto& command : commands) push.commands.push_back(numbered("k1", first + push.commands.size(), command));
    return push;
  }
  static calendar::Command check_in() { return calendar::CheckIn{booking_of("k1", 1), std::nullopt, at(9)}; }
  static calendar::Command booking(int hour) { return book("r2", from_to(hour, hour + 1)); }
  // Says it without letting the loop come to the queue.
  void say_now(const sync::Message& message) { k1.say_without_waiting(sync::encode(message)); }
  std::vector<std::uint64_t> decided() {
    std::vector<std::uint64_t> numbers;
    for (const auto& entry : k1.entries()) {
      if (entry.origin.device == calendar::DeviceId{"k1"}) numbers.push_back(entry.origin.number);
    }
    return numbers;
  }

  CoreOnALoop core;
  TestDevice k1 = core.device("k1");
};

TEST_F(FlowControl, ABusyServerTakesWhatLeadsToACheckInAndTheRestLater) {
  fill_the_queue();
  say_now(push_of(1, {booking(10), check_in(), booking(11), booking(12)}));
  const auto later = k1.heard<sync::Later>();
  ASSERT_EQ(later.size(), 1U);
  EXPECT_EQ(later[0], (sync::Later{3, sync::kShedRetryAfter}));
  core.loop.run();
  EXPECT_EQ(decided(), (std::vector<std::uint64_t>{1, 2}));
  k1.say(push_of(3, {booking(11), booking(12)}));
  EXPECT_EQ(decided(), (std::vector<std::uint64_t>{1, 2, 3, 4}));
  EXPECT_FALSE(k1.closed());
}

TEST_F(FlowControl, AServerThatKeepsUpTakesEverything) {
  fill_the_queue(10);
  say_now(push_of(1, {booking(10), booking(11)}));
  EXPECT_TRUE(k1.heard<sync::Later>().empty());
}

// Numbers only grow: what was put off must not be overtaken by what was already under way behind it.
TEST_F(FlowControl, WhatWasAlreadyUnderWayBehindItIsPutOffToo) {
  fill_the_queue();
  say_now(push_of(1, {booking(10), booking(11)}));
  core.loop.run();
  k1.say(push_of(3, {booking(12), booking(13)}));
  ASSERT_EQ(k1.heard<sync::Later>().size(), 2U);
  EXPECT_EQ(k1.heard<sync::Later>()[1].number, 1U);
  EXPECT_TRUE(decided().empty());
  k1.say(push_of(1, {booking(10), booking(11), booking(12), booking(13)}));
  EXPECT_EQ(decided(), (std::vector<std::uint64_t>{1, 2, 3, 4}));
}

TEST_F(FlowControl, ADeviceOfVersion1IsToldBusy) {
  auto old = core.device("k2");
  old.connect({}, 1);
  fill_the_queue();
  sync::Push push;
  push.commands.push_back(numbered("k2", 1, book("r2", from_to(10, 11))));
  old.say_without_waiting(sync::encode(push));
  EXPECT_EQ(old.denial(), sync::DenialReason::Busy);
  EXPECT_TRUE(old.heard<sync::Later>().empty());
}

TEST_F(FlowControl, ADeviceThatDoesNotReadHoldsNoMoreThanItsShare) {
  k1.connection().holds_back = true;
  std::size_t most = 0;
  for (int i = 0; i < 5'000; ++i) {
    auto changed = room("r-with-a-name-that-is-not-short");
    changed.name = std::string(sync::kMaxTextLength, 'n');
    changed.seats = i;
    ASSERT_TRUE(core->commit_changes({calendar::RoomPut{changed}}));
    most = std::max(most, k1.connection().queued);
  }
  EXPECT_GT(most, sync::kSendPauseBytes / 2) << "it was sent something";
  EXPECT_LE(most, sync::kSendPauseBytes + sync::kMaxEntryBytes);
}

TEST_F(FlowControl, ADeviceFarBehindOnALiveConnectionGetsASnapshot) {
  k1.connection().holds_back = true;
  k1.connection().queued = sync::kSendPauseBytes;
  for (std::uint64_t i = 0; i <= sync::kMaxCatchUp; ++i) {
    auto changed = room("r3");
    changed.seats = static_cast<int>(i % 100);
    ASSERT_TRUE(core->commit_changes({calendar::RoomPut{changed}}));
  }
  k1.forget_all();
  k1.connection().holds_back = false;
  core.wait(sync::kSendPause);
  EXPECT_TRUE(k1.entries().empty());
  ASSERT_EQ(k1.heard<sync::SnapshotPart>().size(), 1U);
  EXPECT_EQ(k1.heard<sync::SnapshotPart>()[0].cursor, core->cursor());
}

}  // namespace
}  // namespace tandem::tests
