#pragma once
// A clock that runs with the machine's and is led ahead of it, wall and steady time alike, so that to nobody it looks
// like a clock that was set. It lives in a file of two numbers that processes share: a test leads a server and its
// kiosks through a day in a minute. Timers of a loop with this clock (platform/net/asio_loop.h) come when it says so;
// time limits of sockets stay the machine's.

#include <cstdint>
#include <filesystem>
#include <memory>

#include "platform/base/clock.h"
#include "platform/base/result.h"

namespace tandem::platform {

// How late somebody who sleeps may see that the clock was led.
inline constexpr std::chrono::milliseconds kLedLook{20};

// What the file holds, as this machine writes numbers.
struct LedTime {
  std::int64_t wall_ahead_ms{0};  // of the machine's wall clock when the file was made
  std::int64_t led_ms{0};         // since then, wall and steady time
};

// Thread-safe, and across processes.
class LedClock final : public Clock {
 public:
  // NotFound when there is no such file, Invalid when it is not a LedTime.
  [[nodiscard]] static Result<std::unique_ptr<LedClock>> open(const std::filesystem::path& file);
  LedClock(const LedClock&) = delete;
  LedClock& operator=(const LedClock&) = delete;
  ~LedClock() override;

  [[nodiscard]] WallTime wall() const override;
  [[nodiscard]] SteadyTime steady() const override;
  // For everybody who shares the file. Not backwards: `by` is not negative.
  void lead(std::chrono::milliseconds by);

 private:
  explicit LedClock(LedTime* shared) : shared_(shared) {}

  SystemClock machine_;
  LedTime* shared_;  // mapped
};

}  // namespace tandem::platform
