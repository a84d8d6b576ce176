#pragma once
// What time it is at the server, by this device's clocks. The wall clock of a small device may be hours off, and may be
// set at any moment; the steady one is not, so between two measurements the server's time is counted with that. Across
// a restart without a network only the wall clock is left, corrected by the offset that was stored, and never behind
// the last thing the server said and the time since the restart (a small device may start hours in the past).

#include <chrono>
#include <optional>

#include "platform/base/clock.h"

namespace tandem::sync {

// A measurement that differs this much from what was counted on means that a clock was set; less is the network's
// delay.
inline constexpr std::chrono::milliseconds kServerClockStep{5'000};

// By how much steady clocks of two machines part in the worst case; quartz is a tenth of that.
inline constexpr int kSteadyDriftPerMillion = 500;

class ServerTime {
 public:
  // What was stored: server minus device, and the last time heard. To be called before anything is measured.
  void restore(std::chrono::milliseconds offset, std::optional<platform::WallTime> heard_at,
               const platform::Clock& clock);

  // The server's clock said `server`, half of `round_trip` ago: the best that can be known of an answer.
  void measure(platform::WallTime server, std::chrono::milliseconds round_trip, const platform::Clock& clock);
  // It said so some unknown time ago: it cannot be earlier now, and what was measured stands otherwise.
  void hear(platform::WallTime server, const platform::Clock& clock);

  [[nodiscard]] platform::WallTime now(const platform::Clock& clock) const;
  // How far now() may be off; nullopt when nothing was measured since the start, so that only the wall clock is left.
  [[nodiscard]] std::optional<std::chrono::milliseconds> uncertainty(const platform::Clock& clock) const;
  // Server minus device's wall clock.
  [[nodiscard]] std::chrono::milliseconds offset(const platform::Clock& clock) const {
    return now(clock) - clock.wall();
  }

 private:
  struct Measured {
    platform::WallTime server;
    platform::SteadyTime at;
  };
  [[nodiscard]] static platform::WallTime counted_from(const Measured& moment, const platform::Clock& clock) {
    return moment.server + (clock.steady() - moment.at);
  }

  std::optional<Measured> measured_;
  std::chrono::milliseconds error_{0};  // of measured_
  std::chrono::milliseconds stored_offset_{0};
  std::optional<Measured> last_heard_;  // before the restart, as of the restart
};

}  // namespace tandem::sync
