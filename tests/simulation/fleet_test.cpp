// A fleet through a morning of failures, from a seed. A seed that fails fails the same way every time:
// test_simulation --gtest_filter='*/17'.
#include <gtest/gtest.h>

#include "platform/base/log.h"
#include "tests/simulation/fleet.h"

namespace tandem::tests {
namespace {

constexpr int kSteps = 120;

class FleetMorning : public testing::TestWithParam<std::uint64_t> {
 protected:
  void SetUp() override { platform::set_log_level(platform::LogLevel::Error); }
};

TEST_P(FleetMorning, EveryPromiseIsKeptAndEveryScreenTellsTheTruth) {
  Fleet fleet{{GetParam(), 2 + static_cast<int>(GetParam() % 3)}};
  fleet.live(kSteps);
  ASSERT_TRUE(fleet.come_to_rest()) << "outboxes that never drain";
  fleet.check_at_rest();
  EXPECT_GT(fleet.witness().confirmed(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, FleetMorning, testing::Range<std::uint64_t>(1, 301));

// Devices whose files lost facts show wrong screens for a while, and find out by themselves.
class FleetOfBadDisks : public FleetMorning {};

TEST_P(FleetOfBadDisks, EveryScreenTellsTheTruthAgainOnceItIsQuiet) {
  FleetOptions options{GetParam(), 3};
  options.loses_facts = true;
  Fleet fleet{options};
  fleet.live(kSteps);
  ASSERT_TRUE(fleet.come_to_rest());
  fleet.be_quiet();
  ASSERT_TRUE(fleet.come_to_rest());
  fleet.check_at_rest();
}

INSTANTIATE_TEST_SUITE_P(Seeds, FleetOfBadDisks, testing::Range<std::uint64_t>(1, 41));

// The simulation would prove little if nothing happened in it.
TEST(FleetDay, HoldsAcceptedAndRefusedCommands) {
  platform::set_log_level(platform::LogLevel::Error);
  Fleet fleet{{4711, 4}};
  fleet.live(600);
  ASSERT_TRUE(fleet.come_to_rest());
  fleet.check_at_rest();
  EXPECT_GT(fleet.witness().accepted(), 50U);
  EXPECT_GT(fleet.witness().refused(), 5U);
}

}  // namespace
}  // namespace tandem::tests
