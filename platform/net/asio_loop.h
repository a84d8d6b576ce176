#pragma once
// The real EventLoop: one Boost.Asio io_context on one thread of its own.

#include <memory>

#include "platform/base/event_loop.h"

namespace tandem::platform {

class AsioLoop : public EventLoop {
 public:
  // Runs until stop(): on a new thread named `thread_name`, or on the caller's own.
  virtual void start(const char* thread_name) = 0;
  virtual void run() = 0;
  // Any thread. Ends the loop after the task that is running; start()'s thread is joined.
  virtual void stop() = 0;
};

[[nodiscard]] std::unique_ptr<AsioLoop> make_asio_loop();
// The same with another clock(), which must outlive the loop: a demonstration at another time of day. Timers go by real
// time all the same.
[[nodiscard]] std::unique_ptr<AsioLoop> make_asio_loop(const Clock& clock);

}  // namespace tandem::platform
