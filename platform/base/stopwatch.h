#pragma once
// How long something really took: for figures that people read, for the pace of an animation, and for how long a
// program at work may go on. What happens to people's bookings never hangs on it: that goes by a Clock, which tests
// move. One thread.

#include <chrono>

namespace tandem::platform {

// Runs from its making.
class Stopwatch {
 public:
  [[nodiscard]] std::chrono::microseconds elapsed() const;
  // The time since the last lap, or since the making.
  std::chrono::microseconds lap();

 private:
  using SteadyClock = std::chrono::steady_clock;
  SteadyClock::time_point start_{SteadyClock::now()};
};

}  // namespace tandem::platform
