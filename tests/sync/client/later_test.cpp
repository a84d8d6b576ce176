// A server that is too busy: commands stay in the outbox, in order, and check-ins do not wait.

#include "sync/protocol/messages.h"
#include "tests/sync/client/device_on_a_loop.h"

namespace tandem::sync {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using tests::at;
using tests::book;
using tests::from_to;

class ClientLater : public tests::DeviceOnALoop {
 protected:
  std::vector<std::uint64_t> pushed(std::size_t which) {
    std::vector<std::uint64_t> numbers;
    for (const auto& command : server.pushes.at(which).commands) numbers.push_back(command.id.number);
    return numbers;
  }
  void wait_connected(seconds time) {
    for (auto waited = seconds{0}; waited < time; waited += seconds{5}) {
      server.beat();
      loop.run_for(seconds{5});
    }
  }
};

TEST_F(ClientLater, WhatWasPutOffIsPushedAgainInOrder) {
  start();
  server.ignores_pushes = true;
  submit(1, book("r1", from_to(10, 11)));
  submit(2, book("r2", from_to(10, 11)));
  server.say(Later{1, seconds{2}});
  loop.run();
  server.ignores_pushes = false;
  const std::size_t before = server.pushes.size();
  loop.run_for(milliseconds{1'999});
  EXPECT_EQ(server.pushes.size(), before);
  loop.run_for(milliseconds{1'001});
  ASSERT_EQ(server.pushes.size(), before + 1);
  EXPECT_EQ(pushed(before), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(outcome(2).progress, CommandProgress::Accepted);
}

TEST_F(ClientLater, ACheckInTakesWhatIsBeforeItAlong) {
  start();
  server.ignores_pushes = true;
  submit(1, book("r1", from_to(9, 10)));
  server.say(Later{1, seconds{60}});
  loop.run();
  server.ignores_pushes = false;
  const std::size_t before = server.pushes.size();
  submit(2, book("r2", from_to(10, 11)));
  EXPECT_EQ(server.pushes.size(), before);
  submit(3, calendar::CheckIn{tests::booking_of("k1", 1), std::nullopt, at(9)});
  ASSERT_EQ(server.pushes.size(), before + 1);
  EXPECT_EQ(pushed(before), (std::vector<std::uint64_t>{1, 2, 3}));
}

TEST_F(ClientLater, BeingPutOffForLongIsNoStall) {
  start();
  server.ignores_pushes = true;
  submit(1, book("r1", from_to(10, 11)));
  for (int i = 0; i < 20; ++i) {
    server.say(Later{1, seconds{5}});
    wait_connected(seconds{10});
  }
  EXPECT_EQ(seen()->health.stalls, 0U);
  EXPECT_EQ(server.dials, 1);
  EXPECT_EQ(seen()->health.waiting, 1U);
}

TEST_F(ClientLater, WhatAnOlderServerCannotReadIsRefusedHereAndHoldsNothingUp) {
  server.version = 2;
  start();
  const calendar::BookSeries series{calendar::RoomId{"r1"}, from_to(10, 11), "FREQ=DAILY;COUNT=2", std::nullopt,
                                    calendar::SeriesMode::AllOrNothing};
  submit(1, series);
  submit(2, book("r2", from_to(10, 11)));
  loop.run_for(seconds{1});
  EXPECT_EQ(outcome(1).progress, CommandProgress::Refused);
  EXPECT_EQ(outcome(2).progress, CommandProgress::Accepted);
  EXPECT_EQ(server.dials, 1);
  for (std::size_t i = 0; i < server.pushes.size(); ++i) EXPECT_EQ(pushed(i), std::vector<std::uint64_t>{2});
}

TEST_F(ClientLater, AServerOfVersion1MayNotSayIt) {
  server.version = 1;
  start();
  server.say(Later{1, seconds{1}});
  loop.run();
  EXPECT_NE(seen()->link, LinkState::Online);
}

}  // namespace
}  // namespace tandem::sync
