#include "tests/simulation/morning.h"

#include "platform/base/log.h"

namespace tandem::tests {
namespace {

// Three times: life, then everything heals and has to be right.
constexpr int kStretches = 3;
constexpr int kSteps = 80;

}  // namespace

Morning live_a_morning(std::uint64_t seed, FleetOptions options) {
  platform::set_log_level(platform::LogLevel::Error);
  options.seed = seed;
  options.devices = (options.doors ? 1 : 2) + static_cast<int>(seed % 4);
  Fleet fleet{options};
  Morning seen;
  for (int i = 0; i < kStretches; ++i) {
    fleet.live(kSteps);
    fleet.come_to_rest();
    seen.slowest_drain = std::max(seen.slowest_drain, fleet.drained_in());
  }
  seen.violations = fleet.violations().text();
  seen.events = fleet.events();
  seen.entries = fleet.entries();
  seen.confirmed = fleet.witness().confirmed();
  seen.accepted = fleet.witness().accepted();
  seen.refused = fleet.witness().refused();
  seen.leases = fleet.leases().leases();
  seen.promised = fleet.leases().promised();
  return seen;
}

std::string replay_command(std::uint64_t seed) {
  return "see it again: .build/tests/test/simulation-soak --from " + std::to_string(seed) + " --seeds 1";
}

}  // namespace tandem::tests
