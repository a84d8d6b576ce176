#include "sync/client/server_time.h"

#include "tests/sync/client/device_on_a_loop.h"
#include "tests/sync/scratch_file.h"

namespace tandem::sync {
namespace {

using namespace std::chrono_literals;
using tests::at;
using tests::book;
using tests::from_to;

class ServerTimeTest : public testing::Test {
 protected:
  platform::ManualClock clock{at(9)};
  ServerTime time;
};

TEST_F(ServerTimeTest, IsTheDevicesOwnWhileNobodySaidOtherwise) {
  EXPECT_EQ(time.now(clock), at(9));
  clock.set_wall(at(12));
  EXPECT_EQ(time.now(clock), at(12));
}

TEST_F(ServerTimeTest, HalfOfTheRoundTripIsAdded) {
  time.measure(at(10), 300ms, clock);
  EXPECT_EQ(time.offset(clock), 1h + 150ms);
}

TEST_F(ServerTimeTest, AClockThatIsSetMeanwhileChangesNothing) {
  time.measure(at(10), 0ms, clock);
  clock.advance(5min);
  clock.set_wall(at(3));
  EXPECT_EQ(time.now(clock), at(10, 5));
  EXPECT_EQ(time.offset(clock), 7h + 5min);
}

TEST_F(ServerTimeTest, ASlowNetworkMakesItNoEarlier) {
  time.measure(at(10), 0ms, clock);
  clock.advance(10s);
  time.hear(at(10) + 8s, clock);  // two seconds under way
  EXPECT_EQ(time.now(clock), at(10) + 10s);
  time.hear(at(10) + 10s + 200ms, clock);
  EXPECT_EQ(time.now(clock), at(10) + 10s + 200ms);
}

TEST_F(ServerTimeTest, AServerWhoseClockWasSetIsFollowed) {
  time.measure(at(10), 0ms, clock);
  time.hear(at(8), clock);
  EXPECT_EQ(time.now(clock), at(8));
}

TEST_F(ServerTimeTest, AfterARestartTheStoredOffsetHolds) {
  time.restore(-2min, at(8), clock);
  EXPECT_EQ(time.now(clock), at(8, 58));
}

TEST_F(ServerTimeTest, ADeviceThatStartsInThePastCountsFromWhatItHeardLast) {
  clock.set_wall(at(1));
  time.restore(0ms, at(8), clock);
  clock.advance(10min);
  EXPECT_EQ(time.now(clock), at(8, 10));
  clock.set_wall(at(9));  // a time server was found, and it is later
  EXPECT_EQ(time.now(clock), at(9));
}

class ClientTime : public tests::DeviceOnALoop {
 protected:
  tests::ScratchFolder folder;
  std::filesystem::path file{folder / "device.sqlite"};
};

TEST_F(ClientTime, TheOffsetIsKnownAfterARestartWithoutAServer) {
  server.clock_offset = 7min;
  start(file);
  EXPECT_EQ(seen()->server_clock_offset, 7min);
  go_offline();
  client.reset();
  loop.run_for(1h);
  start(file);
  EXPECT_EQ(seen()->link, LinkState::Offline);
  EXPECT_EQ(seen()->server_clock_offset, 7min);
  submit(1, book("r1", {at(10, 5), at(11)}));
  EXPECT_EQ(outcome(1).progress, CommandProgress::Pending) << "10:07 there, two minutes ago is still now";
  EXPECT_EQ(outcome(1).command.issued_at, at(10, 7));
}

TEST_F(ClientTime, AClockThatIsSetOfflineIsCorrectedOnTheScreen) {
  start(file);
  go_offline();
  loop.set_wall(at(4));
  loop.run_for(1min);
  EXPECT_EQ(seen()->server_clock_offset, 5h);
  submit(1, book("r1", from_to(10, 11)));
  EXPECT_EQ(outcome(1).command.issued_at, at(9, 1));
}

}  // namespace
}  // namespace tandem::sync
