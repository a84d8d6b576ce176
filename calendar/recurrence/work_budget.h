#pragma once
// What an expansion may cost, in steps: one period, day or candidate looked at is one step, some tens of nanoseconds. A
// rule that never matches, or matches every second, runs out of budget instead of running on.

#include <algorithm>
#include <cstddef>

namespace tandem::calendar {

// About 20 ms on a desktop, 100 ms on a Raspberry Pi. A daily rule over ten years takes 4,000 steps.
inline constexpr std::size_t kMaxStepsPerEvent = 1'000'000;
inline constexpr std::size_t kMaxStepsPerFeed = 50'000'000;

class WorkBudget {
 public:
  explicit WorkBudget(std::size_t steps) : left_(steps) {}
  // False when it is used up; then it stays so.
  [[nodiscard]] bool spend(std::size_t steps = 1) {
    left_ -= std::min(steps, left_);
    return left_ > 0;
  }
  [[nodiscard]] std::size_t left() const { return left_; }

 private:
  std::size_t left_;
};

}  // namespace tandem::calendar
