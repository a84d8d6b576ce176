// A fleet through a morning of failures, from a seed. A seed that fails fails the same way every time:
// .build/tests/test/simulation-soak --from 17 --seeds 1
#include <gtest/gtest.h>

#include "platform/base/log.h"
#include "tests/simulation/morning.h"

namespace tandem::tests {
namespace {

class FleetMorning : public testing::TestWithParam<std::uint64_t> {};

TEST_P(FleetMorning, EveryPromiseIsKeptAndEveryScreenTellsTheTruth) {
  const auto seen = live_a_morning(GetParam(), {});
  EXPECT_EQ(seen.violations, "") << replay_command(GetParam());
  EXPECT_GT(seen.confirmed, 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, FleetMorning, testing::Range<std::uint64_t>(1, 301));

// The store could not be read again after a release that failed, and the World kept what was never committed.
TEST(Fleet, ForgetsWhatWasNotCommitted) {
  FleetOptions lobbies;
  lobbies.doors = false;
  EXPECT_EQ(live_a_morning(11528, lobbies).violations, "");
}

// Devices whose files lost facts show wrong screens for a while, and find out by themselves.
class FleetOfBadDisks : public testing::TestWithParam<std::uint64_t> {};

TEST_P(FleetOfBadDisks, EveryScreenTellsTheTruthAgainOnceItIsQuiet) {
  FleetOptions options;
  options.loses_facts = true;
  EXPECT_EQ(live_a_morning(GetParam(), options).violations, "");
}

INSTANTIATE_TEST_SUITE_P(Seeds, FleetOfBadDisks, testing::Range<std::uint64_t>(1, 41));

// Commands that the server cannot read are told so, and keep nobody waiting.
class PoisonedFleet : public testing::TestWithParam<std::uint64_t> {};

TEST_P(PoisonedFleet, EveryQueueDrainsAroundThem) {
  FleetOptions options;
  options.poisons = true;
  const auto seen = live_a_morning(GetParam(), options);
  EXPECT_EQ(seen.violations, "");
  EXPECT_GT(seen.confirmed, 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, PoisonedFleet, testing::Range<std::uint64_t>(1, 41));

// A seed that did not fail the same way twice would be worth nothing.
TEST(Fleet, LivesTheSameMorningAgain) {
  const auto once = live_a_morning(42, {});
  const auto again = live_a_morning(42, {});
  EXPECT_EQ(once.events, again.events);
  EXPECT_EQ(once.entries, again.entries);
  EXPECT_EQ(once.confirmed, again.confirmed);
}

// The simulation would prove little if nothing happened in it.
TEST(Fleet, AcceptsAndRefusesCommands) {
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (std::uint64_t seed = 1000; seed < 1010; ++seed) {
    const auto seen = live_a_morning(seed, {});
    EXPECT_EQ(seen.violations, "") << replay_command(seed);
    accepted += seen.accepted;
    refused += seen.refused;
  }
  EXPECT_GT(accepted, 50U);
  EXPECT_GT(refused, 5U);
}

// A booking released at its very end, in a meeting of the calendar, gets nothing back: the model thought otherwise.
TEST(Fleet, ReclaimsNothingWhenNothingIsLeft) { EXPECT_EQ(live_a_morning(1255, {}).violations, ""); }

TEST(Fleet, LeasesRoomsAndPromisesWalkUps) {
  std::size_t leases = 0;
  std::size_t promised = 0;
  for (std::uint64_t seed = 2000; seed < 2010; ++seed) {
    const auto seen = live_a_morning(seed, {});
    EXPECT_EQ(seen.violations, "") << replay_command(seed);
    leases += seen.leases;
    promised += seen.promised;
  }
  EXPECT_GT(leases, 30U);
  EXPECT_GT(promised, 10U);
}

}  // namespace
}  // namespace tandem::tests
