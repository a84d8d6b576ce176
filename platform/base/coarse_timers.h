#pragma once
// Many timers on few: those that fall due within the same tick run together, on one timer of the loop and so at one
// wake-up of its thread. For what thousands of connections do every few seconds and nobody sees to the millisecond.
// Loop thread.

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "platform/base/event_loop.h"

namespace tandem::platform {

class CoarseTimers {
 public:
  // `loop` must outlive it. Ticks count from the beginning of the loop's steady time.
  CoarseTimers(EventLoop& loop, std::chrono::milliseconds tick) : loop_(loop), tick_(tick) {}
  CoarseTimers(const CoarseTimers&) = delete;
  CoarseTimers& operator=(const CoarseTimers&) = delete;

  // As EventLoop::call_after(): not before `delay` has passed, and less than a tick later. Of one tick in the order of
  // the calls. The handle may outlive this.
  [[nodiscard]] std::unique_ptr<Timer> call_after(std::chrono::milliseconds delay, std::function<void()> task);

 private:
  struct Waiting {
    std::function<void()> task;  // empty: cancelled, or done
  };
  struct Tick {
    std::unique_ptr<Timer> timer;
    std::vector<std::shared_ptr<Waiting>> waiting;
  };
  class Handle;

  void run(std::int64_t number);

  EventLoop& loop_;
  const std::chrono::milliseconds tick_;
  std::map<std::int64_t, Tick> ticks_;
};

}  // namespace tandem::platform
