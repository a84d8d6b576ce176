#include "tests/simulation/skewed_loop.h"

namespace tandem::tests {

std::unique_ptr<platform::Timer> SkewedLoop::call_after(std::chrono::milliseconds delay, std::function<void()> task) {
  return loop_.call_after(delay, std::move(task));
}

platform::WallTime SkewedLoop::SkewedClock::wall() const {
  const auto gained = (clock_.steady() - since_).count() / 1000 * gains_ / 1000;
  return clock_.wall() + skew_ + std::chrono::milliseconds{gained};
}

void SkewedLoop::SkewedClock::set(std::chrono::milliseconds skew, int gains) {
  skew_ = skew;
  gains_ = gains;
  since_ = clock_.steady();
}

}  // namespace tandem::tests
