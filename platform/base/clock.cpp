#include "platform/base/clock.h"

namespace tandem::platform {

WallTime SystemClock::wall() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

SteadyTime SystemClock::steady() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now());
}

void ManualClock::advance(std::chrono::milliseconds by) {
  wall_.store(wall_.load() + by);
  steady_.store(steady_.load() + by);
}

}  // namespace tandem::platform
