#pragma once
// Time comes in as an argument. Whoever needs "now" is handed a Clock, so that a test, or a whole fleet in one process,
// runs on a ManualClock. Wall time says what people read; steady time measures how long something took and never jumps.

#include <atomic>
#include <chrono>

namespace tandem::platform {

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual WallTime wall() const = 0;
  [[nodiscard]] virtual SteadyTime steady() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] WallTime wall() const override;
  [[nodiscard]] SteadyTime steady() const override;
};

// Stands still until told. advance() moves both times; set_wall() is somebody changing the clock, which steady time
// does not notice.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(WallTime start) : wall_(start) {}
  [[nodiscard]] WallTime wall() const override { return wall_.load(); }
  [[nodiscard]] SteadyTime steady() const override { return steady_.load(); }
  void advance(std::chrono::milliseconds by);
  void set_wall(WallTime to) { wall_.store(to); }

 private:
  std::atomic<WallTime> wall_;
  std::atomic<SteadyTime> steady_{SteadyTime{}};
};

}  // namespace tandem::platform
