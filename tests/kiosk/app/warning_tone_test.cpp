#include "kiosk/app/warning_tone.h"

#include <gtest/gtest.h>

#include "kiosk/core/timeouts.h"
#include "tests/kiosk/core/test_site.h"

namespace tandem::kiosk::test {
namespace {

using std::chrono::seconds;

class CountingTone final : public platform::Tone {
 public:
  explicit CountingTone(int& played) : played_(played) {}
  void play() override { ++played_; }

 private:
  int& played_;
};

class Warning : public testing::Test {
 protected:
  void see() { tone_.see(kiosk_.state); }

  int played_{0};
  TestKiosk kiosk_{snapshot_of(test_world())};
  WarningTone tone_{std::make_unique<CountingTone>(played_)};
};

TEST_F(Warning, SoundsOnceTenSecondsBeforeTheEnd) {
  kiosk_.identify(kBob).wait(kIdentifiedFor - kTimeoutWarning - seconds{1});
  see();
  EXPECT_EQ(played_, 0);
  for (int i = 0; i < 5; ++i) {
    kiosk_.wait(seconds{1});
    see();
  }
  EXPECT_EQ(played_, 1);
}

TEST_F(Warning, SoundsAgainAfterATouch) {
  for (int i = 0; i < 2; ++i) {
    kiosk_.tap(RoomTapped{kElm});
    see();
    kiosk_.wait(kBrowseIdle - kTimeoutWarning);
    see();
  }
  EXPECT_EQ(played_, 2);
}

TEST_F(Warning, IsNotForAHomeScreen) {
  kiosk_.tap(LanguageTapped{"fr"}).wait(kBrowseIdle - seconds{1});
  see();
  EXPECT_EQ(played_, 0);
}

}  // namespace
}  // namespace tandem::kiosk::test
