#include "kiosk/core/service.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using namespace std::chrono_literals;

TestKiosk kiosk_with_pin() {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.state.service_pin_hash = "hash of the service PIN";
  return kiosk;
}

TestKiosk& enter(TestKiosk& kiosk, const std::string& pin) {
  for (const char digit : pin) kiosk.tap(DigitTapped{digit});
  return kiosk.tap(EntryConfirmed{});
}

TestKiosk& answer(TestKiosk& kiosk, bool right) { return kiosk.tap(ServicePinChecked{kiosk.state.attempt, right}); }

TestKiosk let_in() {
  TestKiosk kiosk = kiosk_with_pin();
  kiosk.tap(ServiceTapped{});
  enter(kiosk, "24680");
  answer(kiosk, true);
  return kiosk;
}

ServiceStep step_of(const TestKiosk& kiosk) { return kiosk.screen<ServiceScreen>()->step; }

TEST(Service, AsksForItsPinFirst) {
  TestKiosk kiosk = kiosk_with_pin();
  kiosk.tap(ServiceTapped{});
  EXPECT_EQ(step_of(kiosk), ServiceStep::Pin);
  enter(kiosk, "24680");
  ASSERT_NE(kiosk.last<CheckServicePin>(), nullptr);
  EXPECT_EQ(kiosk.last<CheckServicePin>()->pin_hash, "hash of the service PIN");
  EXPECT_EQ(kiosk.last<CheckServicePin>()->pin, "24680");
  EXPECT_EQ(kiosk.last<ReadMachine>(), nullptr);
}

TEST(Service, WithoutAPinInTheConfigurationNothingIsShown) {
  TestKiosk kiosk(snapshot_of(test_world()));
  kiosk.tap(ServiceTapped{});
  EXPECT_EQ(step_of(kiosk), ServiceStep::NoPin);
  enter(kiosk, "0000");
  EXPECT_EQ(kiosk.last<CheckServicePin>(), nullptr);
}

TEST(Service, TheRightPinOpensIt) {
  const TestKiosk kiosk = let_in();
  EXPECT_EQ(step_of(kiosk), ServiceStep::Report);
  EXPECT_NE(kiosk.last<ReadMachine>(), nullptr);
}

TEST(Service, FiveWrongPinsLockIt) {
  TestKiosk kiosk = kiosk_with_pin();
  kiosk.tap(ServiceTapped{});
  for (int i = 0; i < kPinTries; ++i) {
    enter(kiosk, "1111");
    answer(kiosk, false);
  }
  kiosk.effects.clear();
  enter(kiosk, "24680");
  EXPECT_EQ(kiosk.last<CheckServicePin>(), nullptr);
  kiosk.tap(BackTapped{}).tap(ServiceTapped{});
  enter(kiosk, "24680");
  EXPECT_EQ(kiosk.last<CheckServicePin>(), nullptr) << "leaving the screen is no way around it";
  kiosk.wait(kFirstPinLock).tap(ServiceTapped{});
  enter(kiosk, "24680");
  EXPECT_NE(kiosk.last<CheckServicePin>(), nullptr);
}

TEST(Service, AnswerThatComesAfterTheScreenWasLeftOpensNothing) {
  TestKiosk kiosk = kiosk_with_pin();
  kiosk.tap(ServiceTapped{});
  enter(kiosk, "24680");
  const auto attempt = kiosk.state.attempt;
  kiosk.tap(BackTapped{}).tap(ServiceTapped{}).tap(ServicePinChecked{attempt, true});
  EXPECT_EQ(step_of(kiosk), ServiceStep::Pin);
}

TEST(Service, NobodyIsIdentifiedBesideIt) {
  TestKiosk kiosk = kiosk_with_pin();
  kiosk.identify(kAnn).tap(ServiceTapped{});
  EXPECT_FALSE(kiosk.state.identified);
}

TEST(Service, MachineIsReadAgainWhileItIsOpen) {
  TestKiosk kiosk = let_in();
  kiosk.effects.clear();
  EXPECT_LE(next_deadline(kiosk.state), kiosk.state.steady + kServiceEvery);
  kiosk.wait(kServiceEvery);
  EXPECT_NE(kiosk.last<ReadMachine>(), nullptr);
}

TEST(Service, GoesHomeWhenNobodyTouchesIt) {
  TestKiosk kiosk = let_in();
  kiosk.wait(kServiceIdle);
  EXPECT_EQ(kiosk.screen<ServiceScreen>(), nullptr);
}

TEST(Service, RestartNeedsTwoTaps) {
  TestKiosk kiosk = let_in();
  kiosk.tap(RestartTapped{});
  EXPECT_EQ(kiosk.last<RestartProgram>(), nullptr);
  kiosk.tap(RestartTapped{});
  EXPECT_NE(kiosk.last<RestartProgram>(), nullptr);
}

TEST(Service, NothingIsDoneBeforeThePin) {
  TestKiosk kiosk = kiosk_with_pin();
  kiosk.tap(ServiceTapped{}).tap(RestartTapped{}).tap(RestartTapped{}).tap(BrightnessTapped{60});
  EXPECT_EQ(kiosk.last<RestartProgram>(), nullptr);
  EXPECT_EQ(kiosk.last<SetBrightness>(), nullptr);
}

TEST(Service, PanelIsNeverMadeTooDarkToRead) {
  TestKiosk kiosk = let_in();
  kiosk.tap(BrightnessTapped{0});
  EXPECT_EQ(kiosk.last<SetBrightness>()->percent, kLeastBrightness);
}

}  // namespace
}  // namespace tandem::kiosk::test
