// The simulated network keeps the promises of platform/net/frame_connection.h.
#include "tests/simulation/network.h"

#include <gtest/gtest.h>

#include "tests/sync/client/virtual_loop.h"

namespace tandem::tests {
namespace {

using namespace std::chrono_literals;

class Recorder final : public platform::FrameHandler {
 public:
  void on_open(std::shared_ptr<platform::FrameConnection> opened) override { connection = std::move(opened); }
  void on_frame(std::string frame) override { frames.push_back(std::move(frame)); }
  void on_closed(const platform::Error& why) override { closed.push_back(why.kind); }

  std::shared_ptr<platform::FrameConnection> connection;
  std::vector<std::string> frames;
  std::vector<platform::ErrorKind> closed;
};

class SimulatedNetwork : public testing::Test {
 protected:
  void connect() {
    network.accept = [this] { return server; };
    network.dialer_of("k").dial(device);
    loop.run_for(1s);
  }

  VirtualLoop loop{platform::WallTime{}};
  std::unique_ptr<platform::Random> random{platform::make_seeded_random(3)};
  std::shared_ptr<Recorder> device{std::make_shared<Recorder>()};
  std::shared_ptr<Recorder> server{std::make_shared<Recorder>()};
  Network network{loop, *random};
};

TEST_F(SimulatedNetwork, DeliversFramesInOrder) {
  connect();
  std::vector<std::string> sent;
  for (int i = 0; i < 50; ++i) {
    sent.push_back(std::to_string(i));
    device->connection->send(sent.back());
  }
  loop.run_for(1s);
  EXPECT_EQ(server->frames, sent);
}

TEST_F(SimulatedNetwork, RefusesWithoutAServer) {
  network.dialer_of("k").dial(device);
  loop.run_for(1s);
  EXPECT_EQ(device->closed, std::vector{platform::ErrorKind::Unavailable});
}

TEST_F(SimulatedNetwork, APartedDeviceGetsNoAnswer) {
  network.part("k", true);
  network.dialer_of("k").dial(device);
  loop.run_for(20s);
  EXPECT_EQ(device->closed, std::vector{platform::ErrorKind::TimedOut});
}

TEST_F(SimulatedNetwork, ACutTellsBothSidesOnce) {
  connect();
  network.cut("k");
  network.cut("k");
  loop.run_for(1s);
  EXPECT_EQ(device->closed.size(), 1U);
  EXPECT_EQ(server->closed.size(), 1U);
}

TEST_F(SimulatedNetwork, WhatWasSentBeforeACloseStillArrives) {
  connect();
  device->connection->send("last words");
  device->connection->close();
  loop.run_for(1s);
  EXPECT_EQ(server->frames, std::vector<std::string>{"last words"});
  EXPECT_EQ(server->closed.size(), 1U);
  EXPECT_EQ(device->closed.size(), 1U);
}

TEST_F(SimulatedNetwork, ASilentBreakTellsNobody) {
  connect();
  network.part("k", false);
  device->connection->send("lost");
  loop.run_for(60s);
  EXPECT_TRUE(server->frames.empty());
  EXPECT_TRUE(server->closed.empty());
}

}  // namespace
}  // namespace tandem::tests
