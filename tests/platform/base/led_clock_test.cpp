#include "platform/base/led_clock.h"

#include <gtest/gtest.h>

#include "tests/platform/base/led_file.h"

namespace tandem::platform::test {
namespace {

using namespace std::chrono_literals;

TEST(LedClock, IsAsFarAheadOfTheMachineAsItsFileSays) {
  const LedFile file({.wall_ahead_ms = 3'600'000, .led_ms = 60'000});
  const auto clock = LedClock::open(file.path());
  ASSERT_TRUE(clock);
  const auto ahead = (*clock)->wall() - SystemClock{}.wall();
  EXPECT_GT(ahead, 60min);
  EXPECT_LE(ahead, 61min);
}

TEST(LedClock, LeadsWallAndSteadyTimeAlikeForAllWhoShareIt) {
  const LedFile file;
  const auto one = LedClock::open(file.path());
  const auto other = LedClock::open(file.path());
  ASSERT_TRUE(one && other);
  const auto wall = (*other)->wall();
  const auto steady = (*other)->steady();
  (*one)->lead(15min);
  EXPECT_GE((*other)->wall() - wall, 15min);
  EXPECT_GE((*other)->steady() - steady, 15min);
}

TEST(LedClock, NeedsItsFile) {
  const auto clock = LedClock::open("/nonexistent/clock");
  ASSERT_FALSE(clock);
  EXPECT_EQ(clock.error().kind, ErrorKind::NotFound);
}

TEST(LedClock, RefusesAFileOfAnotherSize) {
  const LedFile file;
  std::filesystem::resize_file(file.path(), 8);
  const auto clock = LedClock::open(file.path());
  ASSERT_FALSE(clock);
  EXPECT_EQ(clock.error().kind, ErrorKind::Invalid);
}

}  // namespace
}  // namespace tandem::platform::test
