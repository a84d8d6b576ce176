// The lobby's wall comes when nobody is there, goes with a touch, and costs nothing in between.
#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using namespace std::chrono_literals;

TestKiosk lobby() { return TestKiosk(snapshot_of(test_world())); }

// Frames that the application draws in this time: one each time reduce() has something to do.
int frames_in(TestKiosk& kiosk, std::chrono::milliseconds time) {
  const auto end = kiosk.steady + time;
  int frames = 0;
  while (next_deadline(kiosk.state) <= end) {
    kiosk.wait(next_deadline(kiosk.state) - kiosk.steady);
    ++frames;
  }
  kiosk.wait(end - kiosk.steady);
  return frames;
}

TEST(Wall, ComesAfterAMinuteWithoutATouch) {
  TestKiosk kiosk = lobby();
  kiosk.wait(kWallAfter - 1s);
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
  kiosk.wait(1s);
  EXPECT_NE(kiosk.screen<WallScreen>(), nullptr);
}

TEST(Wall, WakesToTheSessions) {
  TestKiosk kiosk = lobby();
  kiosk.wait(kWallAfter).tap(WakeTapped{});
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
  kiosk.wait(kWallAfter - 1s);
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
}

TEST(Wall, BadgeIsReadThroughIt) {
  TestKiosk kiosk = lobby();
  kiosk.wait(kWallAfter).identify(kAnn);
  EXPECT_NE(kiosk.screen<MySessionScreen>(), nullptr);
}

TEST(Wall, KeyWakesIt) {
  TestKiosk kiosk = lobby();
  kiosk.wait(kWallAfter).type("a", 200ms);
  kiosk.wait(500ms);
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
}

TEST(Wall, DoorHasNone) {
  TestKiosk kiosk(snapshot_of(test_world()), Door{kOak});
  kiosk.wait(10 * kWallAfter);
  EXPECT_NE(kiosk.screen<RoomScreen>(), nullptr);
}

TEST(Wall, KioskThatNeedsHelpHasNone) {
  sync::Snapshot denied = snapshot_of(test_world());
  denied.link = sync::LinkState::Denied;
  TestKiosk kiosk(denied);
  kiosk.wait(kWallAfter);
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
}

TEST(Wall, KioskWithoutDataHasNone) {
  TestKiosk kiosk(snapshot_of(calendar::World{}));
  kiosk.wait(10 * kWallAfter);
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
}

TEST(Wall, ScreenThatWasLeftGoesHomeFirst) {
  TestKiosk kiosk = lobby();
  kiosk.tap(RoomTapped{kOak}).wait(kBrowseIdle);
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
  kiosk.wait(kWallAfter);
  EXPECT_NE(kiosk.screen<WallScreen>(), nullptr);
}

TEST(Frugal, MinuteOfAnIdleLobbyIsTwoFrames) {
  TestKiosk kiosk = lobby();
  kiosk.wait(17s);
  EXPECT_LE(frames_in(kiosk, 60s), 2);  // the minute, and the wall
}

TEST(Frugal, MinuteOfTheWallIsOneFrame) {
  TestKiosk kiosk = lobby();
  kiosk.wait(kWallAfter + 17s);
  EXPECT_EQ(frames_in(kiosk, 60s), 1);
  EXPECT_EQ(frames_in(kiosk, 1h), 60);
}

TEST(Frugal, MinuteOfADoorIsOneFrame) {
  TestKiosk kiosk(snapshot_of(test_world()), Door{kOak});
  kiosk.wait(17s);
  EXPECT_EQ(frames_in(kiosk, 60s), 1);
}

TEST(Frugal, WordFromTheServerThatChangesNothingIsNotDrawn) {
  const sync::Snapshot before = snapshot_of(test_world());
  sync::Snapshot heard = before;
  heard.last_heard = *before.last_heard + 20s;
  heard.cursor.sequence += 0;
  EXPECT_FALSE(changes_the_screen(before, heard));
  heard.link = sync::LinkState::Offline;
  EXPECT_TRUE(changes_the_screen(before, heard));
}

TEST(Frugal, AnotherWorldIsDrawn) {
  EXPECT_TRUE(changes_the_screen(snapshot_of(test_world()), snapshot_of(test_world())));
}

}  // namespace
}  // namespace tandem::kiosk::test
