#include "kiosk/app/keyboard.h"

#include <gtest/gtest.h>

namespace tandem::kiosk {
namespace {

class KeyboardTest : public testing::Test {
 protected:
  std::vector<Action> take(const platform::InputEvent& event) {
    std::vector<Action> actions;
    keyboard_.take(event, platform::SteadyTime{}, context_, actions);
    return actions;
  }

  ui::Context context_{ui::panel_of_pixels(1280, 800)};
  Keyboard keyboard_;
};

TEST_F(KeyboardTest, TextComesCharacterByCharacter) {
  const auto actions = take(platform::TextTyped{"aé€"});
  ASSERT_EQ(actions.size(), 3U);
  EXPECT_EQ(std::get<KeyTyped>(actions[0]).text, "a");
  EXPECT_EQ(std::get<KeyTyped>(actions[1]).text, "é");
  EXPECT_EQ(std::get<KeyTyped>(actions[2]).text, "€");
}

TEST_F(KeyboardTest, CutOffTextLosesNothingElse) {
  const auto actions = take(platform::TextTyped{"a\xc3"});
  ASSERT_EQ(actions.size(), 2U);
  EXPECT_EQ(std::get<KeyTyped>(actions[1]).text, "\xc3");
}

TEST_F(KeyboardTest, EnterEndsWhatIsTypedWhenNothingIsFocused) {
  const auto actions = take(platform::KeyPressed{platform::Key::Enter});
  ASSERT_EQ(actions.size(), 1U);
  EXPECT_EQ(std::get<KeyTyped>(actions[0]).key, Key::Enter);
}

TEST_F(KeyboardTest, TabMovesTheFocusAndIsATouch) {
  const auto actions = take(platform::KeyPressed{platform::Key::Tab});
  ASSERT_EQ(actions.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<Touched>(actions[0]));
}

TEST_F(KeyboardTest, APressIsATouchAndAMoveIsNothing) {
  EXPECT_EQ(take(platform::PointerPressed{}).size(), 1U);
  EXPECT_TRUE(take(platform::PointerMoved{1, 2}).empty());
}

}  // namespace
}  // namespace tandem::kiosk
