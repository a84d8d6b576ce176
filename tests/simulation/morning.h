#pragma once
// One simulated morning of a fleet, from a seed: what it saw.

#include <string>

#include "tests/simulation/fleet.h"

namespace tandem::tests {

struct Morning {
  std::string violations;  // empty: none
  std::uint64_t events{0};
  std::size_t entries{0};
  std::size_t confirmed{0};
  std::size_t accepted{0};
  std::size_t refused{0};
  std::size_t leases{0};    // granted or made longer
  std::size_t promised{0};  // walk-ups at doors that were final at once
  std::chrono::milliseconds slowest_drain{0};
};

// Seed and number of devices of `options` are set from `seed`.
[[nodiscard]] Morning live_a_morning(std::uint64_t seed, FleetOptions options);
// What to type to see it again.
[[nodiscard]] std::string replay_command(std::uint64_t seed);

}  // namespace tandem::tests
