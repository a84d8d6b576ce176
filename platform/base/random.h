#pragma once
// Randomness comes in as an argument, like time: SystemRandom for real (the kernel's generator), SeededRandom where a run
// has to repeat exactly. Not for keys or tokens: those come from platform/device/credentials.h.

#include <cstdint>
#include <memory>

namespace tandem::platform {

// One object, one thread.
class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t next() = 0;
  // Uniform enough for jitter in [0, bound); 0 when bound is 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : next() % bound; }
};

[[nodiscard]] std::unique_ptr<Random> make_system_random();
[[nodiscard]] std::unique_ptr<Random> make_seeded_random(std::uint64_t seed);

}  // namespace tandem::platform
