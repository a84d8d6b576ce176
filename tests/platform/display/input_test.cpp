#include "platform/display/input.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <cfloat>

namespace tandem::platform {
namespace {

class InputFeedTest : public testing::Test {
 protected:
  InputFeedTest() { InputFeed::attach(io_); }
  ~InputFeedTest() override { ImGui::DestroyContext(context_); }

  ImGuiContext* context_{ImGui::CreateContext()};
  ImGuiIO& io_{ImGui::GetIO()};
  InputFeed feed_;
};

TEST_F(InputFeedTest, ATapIsMoveAndPressThenReleaseThenGone) {
  feed_.add(PointerMoved{10, 20});
  feed_.add(PointerPressed{});
  feed_.add(PointerReleased{});
  feed_.add(PointerGone{});

  feed_.feed(io_);
  EXPECT_EQ(io_.MousePos.x, 10);
  EXPECT_TRUE(io_.MouseDown[0]);
  EXPECT_TRUE(feed_.pending());

  feed_.feed(io_);
  EXPECT_FALSE(io_.MouseDown[0]);
  EXPECT_EQ(io_.MousePos.x, 10);  // released where it was pressed

  feed_.feed(io_);
  EXPECT_EQ(io_.MousePos.x, -FLT_MAX);
  EXPECT_FALSE(feed_.pending());
}

TEST_F(InputFeedTest, TwoTapsInOneWakeStayTwoTaps) {
  int presses = 0, frames = 0;
  for (int tap = 0; tap < 2; ++tap) {
    feed_.add(PointerMoved{5, 5});
    feed_.add(PointerPressed{});
    feed_.add(PointerReleased{});
  }
  bool down = false;
  while (feed_.pending()) {
    feed_.feed(io_);
    if (io_.MouseDown[0] && !down) ++presses;
    down = io_.MouseDown[0];
    ++frames;
  }
  EXPECT_EQ(presses, 2);
  EXPECT_LE(frames, 4);
}

TEST_F(InputFeedTest, AMoveAfterAPressWaits) {
  feed_.add(PointerPressed{});
  feed_.add(PointerMoved{50, 50});
  feed_.feed(io_);
  EXPECT_NE(io_.MousePos.x, 50);
  feed_.feed(io_);
  EXPECT_EQ(io_.MousePos.x, 50);
}

TEST_F(InputFeedTest, MovesInARowBecomeTheLastOne) {
  for (int x = 0; x < 1000; ++x) feed_.add(PointerMoved{static_cast<float>(x), 0});
  feed_.feed(io_);
  EXPECT_EQ(io_.MousePos.x, 999);
  EXPECT_FALSE(feed_.pending());
}

TEST_F(InputFeedTest, AKeyPressedAndReleasedTakesTwoFrames) {
  feed_.add(KeyPressed{Key::Enter});
  feed_.add(KeyReleased{Key::Enter});
  feed_.feed(io_);
  EXPECT_TRUE(io_.KeysDown[io_.KeyMap[ImGuiKey_Enter]]);
  feed_.feed(io_);
  EXPECT_FALSE(io_.KeysDown[io_.KeyMap[ImGuiKey_Enter]]);
}

TEST_F(InputFeedTest, TextThenEnterKeepsItsOrder) {
  feed_.add(TextTyped{"abc"});
  feed_.add(KeyPressed{Key::Enter});
  feed_.feed(io_);
  EXPECT_EQ(io_.InputQueueCharacters.size(), 3);
  EXPECT_FALSE(io_.KeysDown[io_.KeyMap[ImGuiKey_Enter]]);
  feed_.feed(io_);
  EXPECT_TRUE(io_.KeysDown[io_.KeyMap[ImGuiKey_Enter]]);
}

TEST_F(InputFeedTest, TextBeyondTheLimitIsDropped) {
  for (std::size_t i = 0; i < kMaxQueuedInput + 10; ++i) feed_.add(TextTyped{"x"});
  feed_.feed(io_);
  EXPECT_EQ(io_.InputQueueCharacters.size(), static_cast<int>(kMaxQueuedInput));
}

TEST_F(InputFeedTest, TheWheelAddsUp) {
  feed_.add(WheelTurned{1});
  feed_.add(WheelTurned{0.5F});
  feed_.feed(io_);
  EXPECT_FLOAT_EQ(io_.MouseWheel, 1.5F);
}

TEST(ParseKey, KnowsNamesAndNothingElse) {
  Key key{};
  EXPECT_TRUE(parse_key("backspace", key));
  EXPECT_EQ(key, Key::Backspace);
  EXPECT_FALSE(parse_key("any", key));
}

}  // namespace
}  // namespace tandem::platform
