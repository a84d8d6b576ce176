#include "tests/sync/client/virtual_loop.h"

#include <utility>

namespace tandem::tests {
namespace {

class VirtualTimer final : public platform::Timer {
 public:
  explicit VirtualTimer(std::shared_ptr<VirtualLoop::Scheduled> scheduled) : scheduled_(std::move(scheduled)) {}
  ~VirtualTimer() override { scheduled_->task = nullptr; }
  VirtualTimer(const VirtualTimer&) = delete;
  VirtualTimer& operator=(const VirtualTimer&) = delete;
  void cancel() override { scheduled_->task = nullptr; }

 private:
  std::shared_ptr<VirtualLoop::Scheduled> scheduled_;
};

}  // namespace

std::unique_ptr<platform::Timer> VirtualLoop::call_after(std::chrono::milliseconds delay, std::function<void()> task) {
  auto scheduled = std::make_shared<Scheduled>(Scheduled{std::move(task)});
  timers_.emplace(clock_.steady() + delay, scheduled);
  return std::make_unique<VirtualTimer>(std::move(scheduled));
}

void VirtualLoop::run() {
  while (!tasks_.empty()) {
    const auto task = std::move(tasks_.front());
    tasks_.pop_front();
    ++events_;
    task();
  }
}

void VirtualLoop::run_for(std::chrono::milliseconds duration) {
  const platform::SteadyTime until = clock_.steady() + duration;
  run();
  while (!timers_.empty() && timers_.begin()->first <= until) {
    const auto due = timers_.begin()->first;
    const auto scheduled = timers_.begin()->second;
    timers_.erase(timers_.begin());
    if (due > clock_.steady()) clock_.advance(due - clock_.steady());
    // Taken out first: the task may drop its own timer.
    if (const auto task = std::exchange(scheduled->task, nullptr)) {
      ++events_;
      task();
    }
    run();
  }
  clock_.advance(until - clock_.steady());
}

}  // namespace tandem::tests
