#pragma once
// A loop whose time stands still until a test moves it: posted tasks and due timers run on the test's own thread, in an
// order that never varies.

#include <deque>
#include <map>

#include "platform/base/event_loop.h"

namespace tandem::tests {

class VirtualLoop final : public platform::EventLoop {
 public:
  explicit VirtualLoop(platform::WallTime start) : clock_(start) {}

  void post(std::function<void()> task) override { tasks_.push_back(std::move(task)); }
  [[nodiscard]] std::unique_ptr<platform::Timer> call_after(std::chrono::milliseconds delay,
                                                            std::function<void()> task) override;
  [[nodiscard]] const platform::Clock& clock() const override { return clock_; }

  // Everything that can run without time passing.
  void run();
  // Moves time, running timers when due.
  void run_for(std::chrono::milliseconds duration);
  // Time passes while a task runs: what falls due has to wait.
  void stall(std::chrono::milliseconds duration) { clock_.advance(duration); }
  // Somebody changes the wall clock.
  void set_wall(platform::WallTime to) { clock_.set_wall(to); }

  // Tasks and timers that have run.
  [[nodiscard]] std::uint64_t events() const { return events_; }

  struct Scheduled {
    std::function<void()> task;
  };

 private:
  platform::ManualClock clock_;
  std::uint64_t events_{0};
  std::deque<std::function<void()>> tasks_;
  std::multimap<platform::SteadyTime, std::shared_ptr<Scheduled>> timers_;
};

}  // namespace tandem::tests
