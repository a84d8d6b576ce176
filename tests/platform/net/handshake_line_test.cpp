// However many handshakes come at once, everybody else has a turn between a few of them.

#include "platform/net/handshake_line.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "platform/net/listener.h"

namespace tandem::platform {
namespace {

class Handshakes : public testing::Test {
 protected:
  // What a loop does: the tasks that are ready now, in order. False when there is none.
  bool turn_of_the_loop() {
    std::deque<HandshakeLine::Task> ready;
    ready.swap(posted);
    for (const auto& task : ready) task();
    return !ready.empty();
  }

  std::deque<HandshakeLine::Task> posted;
  std::shared_ptr<HandshakeLine> line{
      std::make_shared<HandshakeLine>([this](HandshakeLine::Task task) { posted.push_back(std::move(task)); })};
  std::vector<int> computed;
};

TEST_F(Handshakes, AFewAreComputedBeforeEverythingElseHasItsTurn) {
  for (int i = 0; i < 1'000; ++i) line->join([this, i] { computed.push_back(i); });
  EXPECT_TRUE(computed.empty()) << "nobody is served while he joins";
  for (std::size_t turn = 1; turn_of_the_loop(); ++turn) EXPECT_EQ(computed.size(), turn * kHandshakesAtOnce);
  EXPECT_EQ(computed.size(), 1'000U);
  EXPECT_TRUE(std::is_sorted(computed.begin(), computed.end())) << "in the order they came";
}

TEST_F(Handshakes, OneThatComesLaterWaitsBehindThoseThatAreThere) {
  for (int i = 0; i < 5; ++i) line->join([this, i] { computed.push_back(i); });
  turn_of_the_loop();
  line->join([this] { computed.push_back(5); });
  EXPECT_EQ(line->waiting(), 2U);
  while (turn_of_the_loop()) {
  }
  EXPECT_EQ(computed, (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

TEST_F(Handshakes, ALineThatWasLeftBehindServesNobody) {
  line->join([this] { computed.push_back(0); });
  posted.clear();  // the loop has stopped
  line.reset();
  EXPECT_TRUE(computed.empty());
}

}  // namespace
}  // namespace tandem::platform
