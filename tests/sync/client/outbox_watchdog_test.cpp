// A queue whose head never gets its verdict is noticed, whatever the reason.

#include "sync/client/outbox_watchdog.h"

#include "tests/sync/client/device_on_a_loop.h"

namespace tandem::sync {
namespace {

using std::chrono::seconds;
using tests::book;
using tests::from_to;

constexpr platform::SteadyTime kBegin{};

TEST(OutboxWatchdogTest, AQueueThatMovesIsLeftAlone) {
  OutboxWatchdog watchdog;
  watchdog.begin(kBegin);
  for (std::uint64_t number = 1; number < 50; ++number) {
    EXPECT_EQ(watchdog.look(number, kBegin + seconds{30} * number), OutboxAdvice::Wait);
  }
  EXPECT_EQ(watchdog.look(std::nullopt, kBegin + seconds{9'999}), OutboxAdvice::Wait);
  EXPECT_EQ(watchdog.stalls(), 0U);
}

TEST(OutboxWatchdogTest, ReconnectsThenResynchronisesThenGoesOnTrying) {
  OutboxWatchdog watchdog;
  auto now = kBegin;
  EXPECT_EQ(watchdog.look(7, now), OutboxAdvice::Wait);
  EXPECT_EQ(watchdog.look(7, now += kOldestWithin), OutboxAdvice::Reconnect);
  EXPECT_EQ(watchdog.look(7, now), OutboxAdvice::Wait);
  EXPECT_EQ(watchdog.look(7, now += kOldestWithin), OutboxAdvice::Resynchronise);
  EXPECT_EQ(watchdog.look(7, now += kOldestWithin), OutboxAdvice::Reconnect);
  EXPECT_EQ(watchdog.stalls(), 3U);
}

TEST(OutboxWatchdogTest, ANightWithoutANetworkDoesNotCount) {
  OutboxWatchdog watchdog;
  EXPECT_EQ(watchdog.look(7, kBegin), OutboxAdvice::Wait);
  const auto morning = kBegin + std::chrono::hours{12};
  watchdog.begin(morning);
  EXPECT_EQ(watchdog.look(7, morning + kOldestWithin - seconds{1}), OutboxAdvice::Wait);
}

class ClientWatchdog : public tests::DeviceOnALoop {
 protected:
  void beat_for(int beats) {
    for (int i = 0; i < beats; ++i) {
      server.beat();
      loop.run_for(seconds{5});
    }
  }
};

TEST_F(ClientWatchdog, TheAgeOfTheQueueIsShownAndToldToTheServer) {
  start();
  server.ignores_pushes = true;
  submit(1, book("r1", from_to(10, 11)));
  loop.run_for(seconds{25});
  EXPECT_EQ(seen()->health.waiting, 1U);
  EXPECT_EQ(seen()->health.oldest_issued_at, tests::at(9));
  ASSERT_TRUE(server.last_heartbeat && server.last_heartbeat->outbox);
  EXPECT_EQ(server.last_heartbeat->outbox->waiting, 1U);
  EXPECT_EQ(server.last_heartbeat->outbox->oldest, seconds{20});
}

// The head is forgotten for ever, and what is behind it keeps the connection busy.
TEST_F(ClientWatchdog, ACommandThatIsPassedOverIsAskedForAgainThenEverythingIs) {
  start();
  server.ignores_number = 1;
  submit(1, book("r1", from_to(10, 11)));
  for (std::uint64_t ticket = 2; ticket < 40; ++ticket) {
    submit(ticket, book("r2", {tests::at(10, static_cast<int>(ticket)), tests::at(10, static_cast<int>(ticket) + 1)}));
    beat_for(1);
  }
  EXPECT_GE(seen()->health.stalls, 2U);
  EXPECT_GE(server.dials, 3);
  EXPECT_EQ(server.hellos[2].cursor, Cursor{}) << "the second time it wants a snapshot";
  EXPECT_EQ(seen()->health.snapshots, 2U);
  server.ignores_number = 0;
  for (int i = 0; i < 30; ++i) beat_for(1);
  EXPECT_EQ(outcome(1).progress, CommandProgress::Accepted);
  EXPECT_EQ(seen()->health.waiting, 0U);
}

}  // namespace
}  // namespace tandem::sync
