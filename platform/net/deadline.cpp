#include "platform/net/deadline.h"

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <utility>

namespace tandem::platform {

struct Deadline::State {
  explicit State(boost::asio::io_context& context) : timer(context) {}
  boost::asio::steady_timer timer;
  std::function<void()> expired;
  // A handler that was queued before the last change belongs to an older round and does nothing.
  std::uint64_t round{0};
};

Deadline::Deadline(boost::asio::io_context& context) : state_(std::make_shared<State>(context)) {}

Deadline::~Deadline() { cancel(); }

void Deadline::start(std::chrono::milliseconds delay, std::function<void()> expired) {
  state_->expired = std::move(expired);
  wait(delay);
}

void Deadline::restart(std::chrono::milliseconds delay) { wait(delay); }

void Deadline::cancel() {
  ++state_->round;
  state_->timer.cancel();
}

void Deadline::wait(std::chrono::milliseconds delay) {
  const auto round = ++state_->round;
  state_->timer.expires_after(delay);
  state_->timer.async_wait([state = std::weak_ptr(state_), round](const boost::system::error_code& error) {
    const auto alive = state.lock();
    if (error || !alive || alive->round != round) return;
    const auto expired = alive->expired;
    if (expired) expired();
  });
}

}  // namespace tandem::platform
