// A picture named after a state shows that state, at whatever time of day or week it is made.
#include "kiosk/screens/screenshot_states.h"

#include <gtest/gtest.h>

#include "kiosk/screens/room/view_model.h"
#include "tests/golden/screens/golden_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

class PicturesAt : public testing::TestWithParam<int> {
 protected:
  PicturesAt() : states_(screenshot_states(golden_snapshot(), "en", golden_time() + std::chrono::hours{GetParam()})) {}

  // The door of the picture; fails when there is no such picture.
  [[nodiscard]] RoomModel door(const std::string& name) const {
    for (const auto& [found, state] : states_) {
      const auto* screen = std::get_if<RoomScreen>(&state.screen);
      if (found == name && screen != nullptr) return room_model(state, screen->room, english());
    }
    ADD_FAILURE() << "no picture of " << name;
    return {};
  }

 private:
  std::vector<ScreenshotState> states_;
};

TEST_P(PicturesAt, EveryDoorShowsTheStateItIsNamedAfter) {
  EXPECT_EQ(door("room_free").look, RoomLook::Free);
  EXPECT_EQ(door("room_offline").look, RoomLook::Unsure);
  EXPECT_EQ(door("room_guaranteed").look, RoomLook::Free);
  EXPECT_EQ(door("room_freed").look, RoomLook::Freed);
  EXPECT_EQ(door("room_out_of_order").look, RoomLook::OutOfOrder);
  EXPECT_EQ(door("room_booked").look, RoomLook::Busy);
  EXPECT_EQ(door("room_in_use").look, RoomLook::Busy);
  EXPECT_EQ(door("room_check_in").look, RoomLook::CheckIn);
  EXPECT_EQ(door("room_busy").look, RoomLook::Busy);
}

TEST_P(PicturesAt, FreeDoorCanBeBookedForHalfAnHour) { EXPECT_TRUE(door("room_free").book_now.at(1).possible); }

TEST_P(PicturesAt, DoorInUseCanBeReleased) {
  EXPECT_TRUE(door("room_in_use").can_end);
  EXPECT_TRUE(door("room_busy").can_end);
}

// Hours after 09:41 on a Monday: the morning, the noon, just before closing, the night, the weekend.
INSTANTIATE_TEST_SUITE_P(Hours, PicturesAt, testing::Values(0, 3, 6, 9, 13, 20, 120, 140));

}  // namespace
}  // namespace tandem::kiosk::test
