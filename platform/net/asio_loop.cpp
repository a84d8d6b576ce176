#include "platform/net/asio_loop.h"

#include <pthread.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <optional>
#include <thread>
#include <utility>

#include "platform/base/led_clock.h"
#include "platform/net/asio_context.h"

namespace tandem::platform {
namespace {

namespace asio = boost::asio;

// Asio's cancel() does not catch a timer whose handler is already queued, so what counts is `task`: empty when done.
// `timer` goes with Asio's own handler, so that a handle may be kept for longer than the loop lives.
struct TimerState {
  explicit TimerState(asio::io_context& context) : timer(std::in_place, context) {}
  std::optional<asio::steady_timer> timer;
  std::function<void()> task;
  SteadyTime due{};  // by a clock that is led
};

class AsioTimer final : public Timer {
 public:
  explicit AsioTimer(std::shared_ptr<TimerState> state) : state_(std::move(state)) {}
  ~AsioTimer() override { AsioTimer::cancel(); }
  AsioTimer(const AsioTimer&) = delete;
  AsioTimer& operator=(const AsioTimer&) = delete;

  void cancel() override {
    if (!state_) return;
    const auto state = std::exchange(state_, nullptr);
    // The task may own this very handle: let go of it last.
    const auto task = std::exchange(state->task, nullptr);
    if (state->timer) state->timer->cancel();
  }

 private:
  std::shared_ptr<TimerState> state_;
};

class RealLoop final : public AsioLoop {
 public:
  explicit RealLoop(const Clock* clock)
      : clock_(clock),
        is_led_(dynamic_cast<const LedClock*>(clock) != nullptr),
        work_(asio::make_work_guard(context_)) {}
  ~RealLoop() override { RealLoop::stop(); }
  RealLoop(const RealLoop&) = delete;
  RealLoop& operator=(const RealLoop&) = delete;

  void post(std::function<void()> task) override { asio::post(context_, std::move(task)); }

  std::unique_ptr<Timer> call_after(std::chrono::milliseconds delay, std::function<void()> task) override {
    auto state = std::make_shared<TimerState>(context_);
    state->task = std::move(task);
    if (is_led_) state->due = clock().steady() + delay;
    wait(state, std::shared_ptr<void>(nullptr, [state](void*) { state->timer.reset(); }), delay);
    return std::make_unique<AsioTimer>(std::move(state));
  }

  const Clock& clock() const override { return clock_ != nullptr ? *clock_ : system_clock_; }

  void start(const char* thread_name) override {
    thread_ = std::thread([this] { context_.run(); });
    ::pthread_setname_np(thread_.native_handle(), thread_name);
  }

  void run() override { context_.run(); }

  void stop() override {
    context_.stop();
    if (thread_.joinable() && thread_.get_id() != std::this_thread::get_id()) thread_.join();
  }

  asio::io_context& context() { return context_; }

 private:
  // Asio's timers follow the machine's clock: one that is led is looked at now and then.
  void wait(const std::shared_ptr<TimerState>& state, std::shared_ptr<void> retire, std::chrono::milliseconds left) {
    state->timer->expires_after(is_led_ ? std::min(left, kLedLook) : left);
    state->timer->async_wait([this, state, retire = std::move(retire)](const boost::system::error_code&) mutable {
      if (!state->task) return;
      const auto now_left = is_led_ ? state->due - clock().steady() : std::chrono::milliseconds{0};
      if (now_left > std::chrono::milliseconds{0}) return wait(state, std::move(retire), now_left);
      if (const auto due = std::exchange(state->task, nullptr)) due();
    });
  }

  const SystemClock system_clock_;
  const Clock* clock_;  // null: the system's
  const bool is_led_;
  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::thread thread_;
};

}  // namespace

asio::io_context& context_of(AsioLoop& loop) { return static_cast<RealLoop&>(loop).context(); }

std::unique_ptr<AsioLoop> make_asio_loop() { return std::make_unique<RealLoop>(nullptr); }

std::unique_ptr<AsioLoop> make_asio_loop(const Clock& clock) { return std::make_unique<RealLoop>(&clock); }

}  // namespace tandem::platform
