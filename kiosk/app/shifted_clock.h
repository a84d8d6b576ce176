#pragma once
// Clocks for demonstrations and pictures at another time of day. Steady time is the real one, so timers go on.

#include "platform/base/clock.h"

namespace tandem::kiosk {

// Set to `start` when it was made, and runs on. Thread-safe.
class ShiftedClock final : public platform::Clock {
 public:
  explicit ShiftedClock(platform::WallTime start) : shift_(start - real_.wall()) {}
  [[nodiscard]] platform::WallTime wall() const override { return real_.wall() + shift_; }
  [[nodiscard]] platform::SteadyTime steady() const override { return real_.steady(); }

 private:
  platform::SystemClock real_;
  std::chrono::milliseconds shift_;
};

// Screenshots: the wall stands still, so that the same data gives the same picture; timers go on. Thread-safe.
class StoppedClock final : public platform::Clock {
 public:
  explicit StoppedClock(platform::WallTime at) : at_(at) {}
  [[nodiscard]] platform::WallTime wall() const override { return at_; }
  [[nodiscard]] platform::SteadyTime steady() const override { return real_.steady(); }

 private:
  platform::SystemClock real_;
  platform::WallTime at_;
};

}  // namespace tandem::kiosk
