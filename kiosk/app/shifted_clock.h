#pragma once
// Demonstrations at another time of day: a clock that was set to `start` when it was made and runs on, and a loop that
// tells this time. Steady time is the real one.

#include "platform/base/clock.h"
#include "platform/base/event_loop.h"

namespace tandem::kiosk {

// Thread-safe.
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

// Another loop, with another clock. Both must outlive it.
class LoopWithClock final : public platform::EventLoop {
 public:
  LoopWithClock(platform::EventLoop& loop, const platform::Clock& clock) : loop_(loop), clock_(clock) {}
  void post(std::function<void()> task) override { loop_.post(std::move(task)); }
  [[nodiscard]] std::unique_ptr<platform::Timer> call_after(std::chrono::milliseconds delay,
                                                            std::function<void()> task) override {
    return loop_.call_after(delay, std::move(task));
  }
  [[nodiscard]] const platform::Clock& clock() const override { return clock_; }

 private:
  platform::EventLoop& loop_;
  const platform::Clock& clock_;
};

}  // namespace tandem::kiosk
