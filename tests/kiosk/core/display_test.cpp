#include "kiosk/core/display.h"

#include <gtest/gtest.h>

#include "kiosk/core/first_data.h"
#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

TestKiosk lobby() { return TestKiosk{snapshot_of(test_world())}; }

TEST(Display, StartsTheWayTheKioskIs) { EXPECT_EQ(display_of(lobby().state), Display{}); }

TEST(Display, WishesChangeWhatIsDrawn) {
  TestKiosk kiosk = lobby();
  kiosk.tap(LookTapped{Look::HighContrast}).tap(TextSizeTapped{200}).tap(LowReachTapped{true});
  EXPECT_EQ(display_of(kiosk.state), (Display{Look::HighContrast, 200, true}));
}

TEST(Display, AnUnknownSizeIsIgnored) {
  TestKiosk kiosk = lobby();
  kiosk.tap(TextSizeTapped{1000});
  EXPECT_EQ(display_of(kiosk.state).text_percent, 100);
}

TEST(Display, TheUsualWayComesBackOnRequest) {
  TestKiosk kiosk = lobby();
  kiosk.tap(TextSizeTapped{150}).tap(UsualDisplayTapped{});
  EXPECT_EQ(display_of(kiosk.state), Display{});
}

TEST(Display, SigningOutGivesTheKioskItsOwnLooksBack) {
  TestKiosk kiosk = lobby();
  kiosk.identify(kAnn).tap(TextSizeTapped{150}).tap(SignOutTapped{});
  EXPECT_EQ(display_of(kiosk.state), Display{});
}

TEST(Display, TheTimeOutOfASessionGivesTheKioskItsOwnLooksBack) {
  TestKiosk kiosk = lobby();
  kiosk.identify(kAnn).tap(LookTapped{Look::Dark}).wait(kIdentifiedFor);
  EXPECT_EQ(display_of(kiosk.state), Display{});
}

TEST(Display, AHomeScreenThatNobodyTouchesGetsItsOwnLooksBack) {
  TestKiosk kiosk = lobby();
  kiosk.tap(DisplayTapped{}).tap(TextSizeTapped{200}).wait(kBrowseIdle - seconds{1});
  EXPECT_EQ(display_of(kiosk.state).text_percent, 200);
  kiosk.wait(seconds{1});
  EXPECT_EQ(display_of(kiosk.state), Display{});
  EXPECT_FALSE(kiosk.state.display_open);
}

TEST(Display, TheKioskWakesUpToGetItsOwnLooksBack) {
  TestKiosk kiosk = lobby();
  kiosk.tap(TextSizeTapped{200});
  EXPECT_LE(next_deadline(kiosk.state), kiosk.state.last_touch + kBrowseIdle);
}

TEST(Display, GoingBackWithoutIdentificationKeepsTheWishes) {
  TestKiosk kiosk = lobby();
  kiosk.tap(TextSizeTapped{200}).tap(IdentifyTapped{}).tap(BackTapped{});
  EXPECT_EQ(display_of(kiosk.state).text_percent, 200);
}

TEST(Display, EscapeClosesTheSheetFirst) {
  TestKiosk kiosk = lobby();
  kiosk.tap(IdentifyTapped{}).tap(DisplayTapped{}).press(Key::Escape, seconds{1});
  EXPECT_FALSE(kiosk.state.display_open);
  EXPECT_NE(kiosk.screen<IdentifyScreen>(), nullptr);
}

TEST(Display, AnotherScreenStartsAtItsTop) {
  TestKiosk kiosk = lobby();
  kiosk.tap(TextSizeTapped{200}).tap(ScrollTapped{1}).tap(RoomTapped{kOak});
  EXPECT_EQ(kiosk.state.scroll, 0);
}

TEST(DarkHours, LastOverMidnight) {
  const calendar::Zone utc;
  const calendar::Instant midnight{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
  for (const auto& [hour, dark] : {std::pair{19, false}, {20, true}, {23, true}, {0, true}, {6, true}, {7, false}})
    EXPECT_EQ(is_dark(DarkHours{hours{20}, hours{7}}, midnight + hours{hour}, utc), dark) << hour;
}

TEST(DarkHours, OfOneDayEndBeforeTheyWouldWrap) {
  const calendar::Zone utc;
  const calendar::Instant midnight{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
  for (const auto& [hour, dark] : {std::pair{0, true}, {5, true}, {6, false}, {23, false}})
    EXPECT_EQ(is_dark(DarkHours{hours{0}, hours{6}}, midnight + hours{hour}, utc), dark) << hour;
}

}  // namespace
}  // namespace tandem::kiosk::test
