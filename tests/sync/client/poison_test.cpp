// A command that a server can never decide does not keep the others waiting, wherever in the queue it stands.

#include <gtest/gtest.h>

#include "sync/client/poison_watch.h"
#include "sync/outbox/device_file.h"
#include "tests/sync/client/device_on_a_loop.h"
#include "tests/sync/scratch_file.h"

namespace tandem::tests {
namespace {

using calendar::RefusalReason;
using sync::CommandProgress;

constexpr std::uint64_t kCommands = 5;

class Poison : public DeviceOnALoop, public testing::WithParamInterface<std::uint64_t> {
 protected:
  // Five bookings, one after the other, while there is no server.
  void book_offline() {
    go_offline();
    for (std::uint64_t ticket = 1; ticket <= kCommands; ++ticket) {
      const int hour = 9 + static_cast<int>(ticket);
      submit(ticket, book("r1", from_to(hour, hour + 1)));
    }
  }
  void expect_all_but(std::uint64_t poison) {
    for (std::uint64_t ticket = 1; ticket <= kCommands; ++ticket) {
      const auto progress = ticket == poison ? CommandProgress::Refused : CommandProgress::Accepted;
      EXPECT_EQ(outcome(ticket).progress, progress) << "number " << ticket;
    }
    EXPECT_EQ(seen()->health.waiting, 0U);
    EXPECT_EQ(bookings_shown(), kCommands - 1);
  }
};

INSTANTIATE_TEST_SUITE_P(EveryPlace, Poison, testing::Range<std::uint64_t>(1, kCommands + 1));

TEST_P(Poison, AtAnOlderServerIsSetAsideAndTheOthersGoOn) {
  start();
  book_offline();
  server.cannot_read = {GetParam()};
  come_back();
  expect_all_but(GetParam());
  EXPECT_EQ(outcome(GetParam()).verdict, refused(RefusalReason::NotReadable));
  EXPECT_EQ(seen()->health.set_aside, 1U);
  loop.run_for(std::chrono::seconds{20});
  ASSERT_TRUE(server.last_heartbeat && server.last_heartbeat->outbox);
  EXPECT_EQ(server.last_heartbeat->outbox->set_aside, 1U);
  EXPECT_EQ(server.last_heartbeat->outbox->last_set_aside,
            (sync::SetAside{GetParam(), sync::SetAsideReason::ServerRefused}));
}

TEST_P(Poison, OnTheDisksRowIsSetAsideAtTheNextStartAndTheOthersGoOn) {
  const ScratchFolder folder;
  start(folder / "device.sqlite");
  book_offline();
  client.reset();
  {
    auto database = sync::open_device_file(folder / "device.sqlite", calendar::DeviceId{"k1"});
    ASSERT_TRUE(database);
    ASSERT_TRUE(database->execute(
        ("UPDATE outbox SET command = x'ff00ff' WHERE number = " + std::to_string(GetParam())).c_str()));
  }
  server.reachable = true;
  start(folder / "device.sqlite");
  loop.run_for(std::chrono::minutes{1});
  EXPECT_EQ(seen()->health.waiting, 0U);
  EXPECT_EQ(seen()->health.set_aside, 1U);
  EXPECT_EQ(bookings_shown(), kCommands - 1);
  EXPECT_EQ(server.last_heartbeat->outbox->last_set_aside,
            (sync::SetAside{GetParam(), sync::SetAsideReason::RowDamaged}));
}

using PoisonedQueue = DeviceOnALoop;

TEST_F(PoisonedQueue, TwoInOneQueueAreBothSetAside) {
  start();
  go_offline();
  for (int i = 0; i < 4; ++i) submit(static_cast<std::uint64_t>(i) + 1, book("r1", from_to(10 + i, 11 + i)));
  server.cannot_read = {2, 3};
  come_back();
  EXPECT_EQ(seen()->health.set_aside, 2U);
  EXPECT_EQ(bookings_shown(), 2U);
}

TEST_F(PoisonedQueue, IsStillSetAsideAfterARestart) {
  const ScratchFolder folder;
  start(folder / "device.sqlite");
  server.cannot_read = {1};
  submit(1, book("r1", from_to(10, 11)));
  loop.run_for(std::chrono::minutes{1});
  client.reset();
  start(folder / "device.sqlite");
  loop.run_for(std::chrono::minutes{1});
  EXPECT_EQ(seen()->health.set_aside, 1U);
  EXPECT_EQ(seen()->health.waiting, 0U);
  ASSERT_EQ(seen()->outcomes.size(), 1U);
  EXPECT_EQ(seen()->outcomes[0].verdict, refused(RefusalReason::NotReadable));
}

TEST_F(PoisonedQueue, AServerThatReadsNothingIsNotBelievedForLong) {
  start();
  go_offline();
  for (int i = 0; i < 9; ++i) submit(static_cast<std::uint64_t>(i) + 1, book("r1", from_to(10 + i, 11 + i)));
  server.cannot_read_any = true;
  server.reachable = true;
  loop.run_for(std::chrono::minutes{30});
  EXPECT_EQ(seen()->health.set_aside, static_cast<std::size_t>(sync::kMaxSetAsideInARow));
  EXPECT_EQ(seen()->link, sync::LinkState::Denied);
  server.cannot_read_any = false;
  loop.run_for(std::chrono::minutes{3});
  EXPECT_EQ(seen()->health.waiting, 0U);
  EXPECT_EQ(bookings_shown(), 6U);
}

TEST(PoisonWatch, PushesAllTogetherAgainOnceThePlaceIsPassed) {
  sync::PoisonWatch watch;
  EXPECT_FALSE(watch.one_at_a_time());
  EXPECT_EQ(watch.accuse(3, 4, 6), std::nullopt);
  EXPECT_TRUE(watch.one_at_a_time());
  EXPECT_EQ(watch.accuse(1, 4, 4), std::nullopt);
  EXPECT_EQ(watch.accuse(1, 4, 4), 4U);
  watch.verdicts(6);
  EXPECT_TRUE(watch.one_at_a_time());
  watch.verdicts(7);
  EXPECT_FALSE(watch.one_at_a_time());
}

TEST(PoisonWatch, AVerdictInBetweenClearsTheAccused) {
  sync::PoisonWatch watch;
  EXPECT_EQ(watch.accuse(1, 4, 4), std::nullopt);
  watch.verdicts(5);
  EXPECT_EQ(watch.accuse(1, 5, 5), std::nullopt);
}

// --- scope and rights on the device ---------------------------------------------------------------------------------

TEST_F(PoisonedQueue, AnotherScopeIsKeptAndBringsASnapshot) {
  const ScratchFolder folder;
  server.scope = "site:lyon";
  start(folder / "device.sqlite");
  loop.run_for(std::chrono::seconds{5});
  EXPECT_EQ(seen()->link, sync::LinkState::Online);
  server.cut();
  loop.run_for(std::chrono::minutes{1});
  EXPECT_EQ(server.hellos.back().scope, "site:lyon");
  EXPECT_GT(server.hellos.back().cursor.sequence, 0U);
  EXPECT_EQ(seen()->health.snapshots, 1U);
  server.scope = "site:paris";
  server.cut();
  loop.run_for(std::chrono::minutes{1});
  EXPECT_EQ(seen()->health.snapshots, 2U);
  EXPECT_EQ(seen()->link, sync::LinkState::Online);
}

TEST_F(PoisonedQueue, ADoorsRightsHoldWithoutAServerAndAcrossARestart) {
  const ScratchFolder folder;
  server.rights = calendar::DeviceRights{{}, calendar::DeviceMode::Door, calendar::RoomId{"r1"}};
  start(folder / "device.sqlite");
  go_offline();
  client.reset();
  start(folder / "device.sqlite");
  submit(1, book("r2", from_to(10, 11)));
  submit(2, book("r1", from_to(10, 11)));
  EXPECT_EQ(outcome(1).verdict, refused(RefusalReason::NotAllowed));
  EXPECT_EQ(outcome(1).progress, CommandProgress::Refused);
  EXPECT_EQ(outcome(2).progress, CommandProgress::Pending);
}

}  // namespace
}  // namespace tandem::tests
