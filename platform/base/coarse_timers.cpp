#include "platform/base/coarse_timers.h"

#include <utility>

namespace tandem::platform {

class CoarseTimers::Handle final : public Timer {
 public:
  explicit Handle(std::shared_ptr<Waiting> waiting) : waiting_(std::move(waiting)) {}
  ~Handle() override { Handle::cancel(); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  void cancel() override {
    const auto waiting = std::exchange(waiting_, nullptr);
    // The task may own this very handle: let go of it last.
    if (waiting) const auto task = std::exchange(waiting->task, nullptr);
  }

 private:
  std::shared_ptr<Waiting> waiting_;
};

std::unique_ptr<Timer> CoarseTimers::call_after(std::chrono::milliseconds delay, std::function<void()> task) {
  const auto now = loop_.clock().steady().time_since_epoch();
  const std::int64_t number = (now + delay + tick_ - std::chrono::milliseconds{1}) / tick_;
  auto& tick = ticks_[number];
  if (tick.timer == nullptr) tick.timer = loop_.call_after(number * tick_ - now, [this, number] { run(number); });
  tick.waiting.push_back(std::make_shared<Waiting>(Waiting{std::move(task)}));
  return std::make_unique<Handle>(tick.waiting.back());
}

// Taken out first: a task may start timers, cancel others of its tick, and be the last to run before all of this goes.
void CoarseTimers::run(std::int64_t number) {
  const auto due = ticks_.extract(number);
  for (const auto& waiting : due.mapped().waiting) {
    if (const auto task = std::exchange(waiting->task, nullptr)) task();
  }
}

}  // namespace tandem::platform
