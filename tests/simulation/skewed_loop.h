#pragma once
// A machine's own view of the simulation's loop: the same time passes, but its wall clock is wrong, drifts and jumps.

#include "platform/base/event_loop.h"

namespace tandem::tests {

class SkewedLoop final : public platform::EventLoop {
 public:
  SkewedLoop(platform::EventLoop& loop, std::chrono::milliseconds skew) : loop_(loop), clock_(loop.clock(), skew) {}
  void post(std::function<void()> task) override { loop_.post(std::move(task)); }
  [[nodiscard]] std::unique_ptr<platform::Timer> call_after(std::chrono::milliseconds delay,
                                                            std::function<void()> task) override;
  [[nodiscard]] const platform::Clock& clock() const override { return clock_; }

  // From now on the wall clock is wrong by this, and gains (or loses) so many milliseconds each 1000 seconds.
  void set_clock(std::chrono::milliseconds wrong_by, int gains) { clock_.set(wrong_by, gains); }

 private:
  class SkewedClock final : public platform::Clock {
   public:
    SkewedClock(const platform::Clock& clock, std::chrono::milliseconds skew) : clock_(clock), skew_(skew) {}
    [[nodiscard]] platform::WallTime wall() const override;
    [[nodiscard]] platform::SteadyTime steady() const override { return clock_.steady(); }
    void set(std::chrono::milliseconds skew, int gains);

   private:
    const platform::Clock& clock_;
    std::chrono::milliseconds skew_;
    int gains_{0};
    platform::SteadyTime since_;
  };

  platform::EventLoop& loop_;
  SkewedClock clock_;
};

}  // namespace tandem::tests
