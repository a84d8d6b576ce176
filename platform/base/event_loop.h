#pragma once
// One thread that runs tasks in order and timers when due. Real loops wrap Boost.Asio (platform/net/asio_loop.h); a test
// runs the same logic on a loop with virtual time. Everything handed to a loop runs on its thread, one after the other.

#include <chrono>
#include <functional>
#include <memory>

#include "platform/base/clock.h"

namespace tandem::platform {

// Dropping the handle cancels too. Loop thread only.
class Timer {
 public:
  virtual ~Timer() = default;
  virtual void cancel() = 0;
};

class EventLoop {
 public:
  virtual ~EventLoop() = default;
  // Any thread. Tasks run in the order they were posted; after the loop has stopped they are dropped.
  virtual void post(std::function<void()> task) = 0;
  // Loop thread. Runs `task` once, not before `delay` has passed.
  [[nodiscard]] virtual std::unique_ptr<Timer> call_after(std::chrono::milliseconds delay,
                                                          std::function<void()> task) = 0;
  [[nodiscard]] virtual const Clock& clock() const = 0;
};

}  // namespace tandem::platform
