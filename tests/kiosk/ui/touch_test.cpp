// Fingers and keys on a real screen: the lobby's.
#include <gtest/gtest.h>

#include "kiosk/core/reduce.h"
#include "tests/golden/screens/golden_site.h"
#include "tests/golden/screens/paint.h"

namespace tandem::kiosk::test {
namespace {

class Touching : public testing::Test {
 protected:
  Touching() : painter_(ui::panel_of_pixels(1280, 800), TANDEM_BINARY_DIR "/share/locale") {
    KioskOptions options;
    options.language = "en";
    state_ = initial_state(options, golden_snapshot(), golden_time(), platform::SteadyTime{std::chrono::hours{1}});
    static_cast<void>(painter_.frame(state_));
  }

  [[nodiscard]] ui::Rect place(const std::string& target) const {
    const ui::Target* found = painter_.context().targets().find(target);
    return found != nullptr ? found->rect : ui::Rect{};
  }
  std::vector<Action> frame_at(const ui::Rect& rect, bool down) {
    painter_.point(rect.middle_x(), rect.middle_y(), down);
    return painter_.frame(state_);
  }

  mutable Painter painter_;
  AppState state_;
};

TEST_F(Touching, PressAndLetGoIsATap) {
  std::vector<Action> actions;
  ASSERT_TRUE(painter_.tap(state_, "today.here", actions));
  ASSERT_EQ(actions.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<IdentifyTapped>(actions.front()));
}

TEST_F(Touching, NothingHappensBeforeTheFingerLeaves) {
  EXPECT_TRUE(frame_at(place("today.here"), true).empty());
  EXPECT_TRUE(frame_at(place("today.here"), true).empty());
  EXPECT_EQ(frame_at(place("today.here"), false).size(), 1U);
}

TEST_F(Touching, FingerDraggedAwayTapsNothing) {
  static_cast<void>(frame_at(place("today.here"), true));
  static_cast<void>(frame_at(place("today.book"), true));
  EXPECT_TRUE(frame_at(place("today.book"), false).empty());
}

TEST_F(Touching, DisabledTargetTapsNothing) {
  std::vector<Action> actions;
  ASSERT_TRUE(painter_.tap(state_, "today.page.previous", actions));
  EXPECT_TRUE(actions.empty());
}

TEST_F(Touching, PressedAsksForAnotherFrame) {
  static_cast<void>(frame_at(place("today.here"), true));
  EXPECT_TRUE(painter_.context().wants_frame());
  static_cast<void>(frame_at(place("today.here"), false));
  static_cast<void>(painter_.frame(state_));
  EXPECT_FALSE(painter_.context().wants_frame());
}

TEST_F(Touching, TabWalksOverEveryTargetAndComesBack) {
  std::size_t enabled = 0;
  for (const auto& target : painter_.context().targets().all()) enabled += target.enabled ? 1U : 0U;
  EXPECT_FALSE(painter_.context().focus_visible());
  for (std::size_t i = 0; i <= enabled; ++i) {
    painter_.context().navigate(ui::NavKey::Next);
    static_cast<void>(painter_.frame(state_));
    EXPECT_TRUE(painter_.context().focus_visible());
  }
}

TEST_F(Touching, ActivateTapsWhatIsFocused) {
  painter_.context().navigate(ui::NavKey::Next);
  static_cast<void>(painter_.frame(state_));
  painter_.context().navigate(ui::NavKey::Activate);
  EXPECT_EQ(painter_.frame(state_).size(), 1U);
}

TEST_F(Touching, ActivateWithoutFocusDoesNothing) {
  painter_.context().navigate(ui::NavKey::Activate);
  EXPECT_TRUE(painter_.frame(state_).empty());
}

TEST_F(Touching, TouchTakesTheFocusRingAway) {
  painter_.context().navigate(ui::NavKey::Next);
  static_cast<void>(frame_at({}, true));
  EXPECT_FALSE(painter_.context().focus_visible());
}

TEST_F(Touching, ArrowGoesToWhatLiesThatWay) {
  std::vector<Action> actions;
  painter_.context().navigate(ui::NavKey::Next);
  const float first = painter_.context().targets().all().front().rect.x;
  painter_.context().navigate(ui::NavKey::Down);
  painter_.context().navigate(ui::NavKey::Activate);
  actions = painter_.frame(state_);
  ASSERT_EQ(actions.size(), 1U);
  EXPECT_GE(first, 0);
}

}  // namespace
}  // namespace tandem::kiosk::test
