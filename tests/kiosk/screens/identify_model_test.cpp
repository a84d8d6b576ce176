#include "kiosk/screens/identify/view_model.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

IdentifyModel model_of(const TestKiosk& kiosk) {
  return identify_model(kiosk.state, *kiosk.screen<IdentifyScreen>(), english());
}

TEST(IdentifyModel, KeyboardFollowsTheLanguage) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{});
  EXPECT_EQ(model_of(kiosk).keyboard.front(), "QWERTYUIOP");
  kiosk.tap(LanguageTapped{"fr"});
  EXPECT_EQ(model_of(kiosk).keyboard.front(), "AZERTYUIOP");
}

TEST(IdentifyModel, BothKeyboardsHaveEveryLetterOnce) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{});
  for (const char* language : {"en", "fr"}) {
    kiosk.tap(LanguageTapped{language});
    std::string letters;
    for (const auto& row : model_of(kiosk).keyboard) letters += row;
    std::sort(letters.begin(), letters.end());
    EXPECT_EQ(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  }
}

TEST(IdentifyModel, DigitsAreCountedNeverShown) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).tap(LetterTapped{"arc"}).tap(DigitTapped{'7'}).tap(DigitTapped{'3'});
  EXPECT_EQ(model_of(kiosk).pin_digits, 2);
  EXPECT_FALSE(model_of(kiosk).can_confirm);
}

TEST(IdentifyModel, LockTellsHowLong) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).tap(LetterTapped{"arc"});
  for (int i = 0; i < kPinTries; ++i) {
    for (int digit = 0; digit < 4; ++digit) kiosk.tap(DigitTapped{'9'});
    kiosk.tap(EntryConfirmed{}).tap(PinChecked{kiosk.state.attempt, std::nullopt});
  }
  kiosk.wait(std::chrono::seconds{10});
  EXPECT_EQ(model_of(kiosk).problem, "Too many wrong PINs. Try again in 20 seconds, or use your badge.");
  EXPECT_FALSE(model_of(kiosk).keys_enabled);
}

TEST(IdentifyModel, NoNameOfTheProgrammeIsInIt) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(IdentifyTapped{}).tap(LetterTapped{"arc"});
  EXPECT_EQ(model_of(kiosk).letters, "ARC");
  EXPECT_EQ(model_of(kiosk).title, "Who are you?");
}

}  // namespace
}  // namespace tandem::kiosk::test
