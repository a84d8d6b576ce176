#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kReader{8};
constexpr milliseconds kFingers{180};

TEST(Keys, FastBurstEndedByEnterIsABadge) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.type("04A7C2", kReader).press(Key::Enter, kReader);
  ASSERT_NE(kiosk.last<HashBadge>(), nullptr);
  EXPECT_EQ(kiosk.last<HashBadge>()->badge, "04A7C2");
  EXPECT_EQ(kiosk.last<HashBadge>()->site_key, "key");
}

TEST(Keys, SlowKeysAreTyping) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).type("arc", kFingers).wait(kBadgeSettle * 2);
  ASSERT_NE(kiosk.screen<IdentifyScreen>(), nullptr);
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->letters, "ARC");
  EXPECT_EQ(kiosk.last<HashBadge>(), nullptr);
}

TEST(Keys, SlowKeysEndedByEnterAreNoBadge) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.type("123456", kFingers).press(Key::Enter, kFingers);
  EXPECT_EQ(kiosk.last<HashBadge>(), nullptr);
}

TEST(Keys, ShortBurstIsTyping) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).type("ar", kReader).wait(kBadgeSettle * 2);
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->letters, "AR");
}

TEST(Keys, BurstWithoutEnterDoesNotSpillIntoTheEntry) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).type("abcdefgh", kReader).wait(kBadgeSettle * 2);
  EXPECT_EQ(kiosk.screen<IdentifyScreen>()->letters, "");
}

TEST(Keys, BadgeIsReadOnEveryScreenAndInTheMiddleOfAnEntry) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).tap(LetterTapped{"a"});
  kiosk.identify(kBob);
  ASSERT_TRUE(kiosk.state.identified);
  EXPECT_EQ(kiosk.state.identified->person, kBob);
}

TEST(Keys, EndlessBurstIsCutAtItsLimit) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.type(std::string(1000, '7'), milliseconds{1}).press(Key::Enter, milliseconds{1});
  EXPECT_EQ(kiosk.last<HashBadge>()->badge.size(), static_cast<std::size_t>(kBadgeMaxLength));
}

TEST(Keys, PinTypedOnAKeyboardIsConfirmedByEnter) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).type("arc1234", kFingers).press(Key::Enter, kFingers);
  ASSERT_NE(kiosk.last<VerifyPin>(), nullptr);
  EXPECT_EQ(kiosk.last<VerifyPin>()->pin, "1234");
}

TEST(Keys, EscapeGoesBack) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).press(Key::Escape, kFingers);
  EXPECT_NE(kiosk.screen<TodayScreen>(), nullptr);
}

TEST(Keys, HeldKeysAskForATickWhenTheySettle) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).type("a", kFingers);
  EXPECT_LE(next_deadline(kiosk.state) - kiosk.steady, kBadgeSettle + milliseconds{1});
}

}  // namespace
}  // namespace tandem::kiosk::test
