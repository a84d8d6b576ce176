#include "tests/simulation/skewed_loop.h"

namespace tandem::tests {

std::unique_ptr<platform::Timer> SkewedLoop::call_after(std::chrono::milliseconds delay, std::function<void()> task) {
  return loop_.call_after(delay, std::move(task));
}

}  // namespace tandem::tests
