#include "kiosk/core/timeouts.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using std::chrono::seconds;

TEST(Timeouts, HomeScreenHasNone) {
  const TestKiosk kiosk(snapshot_of(test_world()));
  EXPECT_FALSE(timeout_of(kiosk.state));
}

TEST(Timeouts, WarnsTenSecondsBeforeItCloses) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(RoomTapped{kElm}).wait(kBrowseIdle - kTimeoutWarning - seconds{1});
  EXPECT_FALSE(timeout_of(kiosk.state)->warns(kiosk.steady));
  kiosk.wait(seconds{1});
  EXPECT_TRUE(timeout_of(kiosk.state)->warns(kiosk.steady));
}

TEST(Timeouts, OneTouchGivesTheWholeTimeAgain) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(RoomTapped{kElm}).wait(kBrowseIdle - seconds{1}).tap(Touched{});
  EXPECT_EQ(timeout_of(kiosk.state)->left(kiosk.steady), kBrowseIdle);
}

TEST(Timeouts, EverySecondOfTheWarningIsADeadline) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(RoomTapped{kElm}).wait(kBrowseIdle - kTimeoutWarning);
  for (int i = 0; i < kTimeoutWarning.count(); ++i) {
    EXPECT_EQ(next_timeout_step(kiosk.state), kiosk.steady + seconds{1});
    kiosk.wait(seconds{1});
  }
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
}

TEST(Timeouts, NothingIsDueBeforeTheWarning) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(RoomTapped{kElm});
  EXPECT_EQ(next_timeout_step(kiosk.state), kiosk.steady + kBrowseIdle - kTimeoutWarning);
}

TEST(Timeouts, WhoListensGetsThreeTimesTheTime) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(SpeechTurned{true}).identify(kBob).wait(kSpokenTimes * kIdentifiedFor - seconds{1});
  EXPECT_TRUE(kiosk.state.identified);
  kiosk.wait(seconds{1});
  EXPECT_FALSE(kiosk.state.identified);
}

TEST(Timeouts, SpeechTurnedOnWhileIdentifiedGivesItsTimeAtOnce) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.identify(kBob).tap(SpeechTurned{true}).wait(kIdentifiedFor);
  EXPECT_TRUE(kiosk.state.identified);
}

}  // namespace
}  // namespace tandem::kiosk::test
