// The simulation with a bug in the product's own source (source_mutants.cmake): succeeds when it is found within the
// seeds it is given.
#include <cstdio>
#include <cstdlib>

#include "tests/simulation/morning.h"

int main(int count, char** words) {
  const std::uint64_t seeds = count > 1 ? std::strtoull(words[1], nullptr, 10) : 100;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const auto seen = tandem::tests::live_a_morning(seed, {});
    if (seen.violations.empty()) continue;
    std::printf("found by seed %llu: %s", static_cast<unsigned long long>(seed), seen.violations.c_str());
    return 0;
  }
  std::printf("not found by %llu seeds\n", static_cast<unsigned long long>(seeds));
  return 1;
}
