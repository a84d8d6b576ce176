#pragma once
// A moment after which something is given up, by closing the socket: the one way to time out that Boost 1.81 does well.
// Private to this room. Loop thread.

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>

namespace tandem::platform {

class Deadline {
 public:
  explicit Deadline(boost::asio::io_context& context);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  // Calls `expired` once after `delay`, unless started again, cancelled or destroyed before.
  void start(std::chrono::milliseconds delay, std::function<void()> expired);
  // As start(), with the same `expired` as before.
  void restart(std::chrono::milliseconds delay);
  void cancel();

 private:
  struct State;
  void wait(std::chrono::milliseconds delay);
  std::shared_ptr<State> state_;
};

}  // namespace tandem::platform
