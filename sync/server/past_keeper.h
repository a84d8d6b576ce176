#pragma once
// Keeps the World from growing for ever: once a day bookings that ended longer ago than the policy keeps them
// (past_kept) are forgotten, everywhere, by an entry of the log; how they used their rooms stays in the server's
// records. Of several servers the one on duty does it. Core thread.

#include <cstddef>
#include <memory>
#include <optional>

#include "calendar/time/instant.h"
#include "platform/base/event_loop.h"

namespace tandem::sync {

class ServerCore;

// Looks this often whether another day is over.
inline constexpr std::chrono::hours kForgetEvery{1};
// Bookings forgotten by one entry, but for those that ended at the same moment, and how soon the next one comes when
// there are more: commits must not wait for it.
inline constexpr std::size_t kPastAtOnce = 1'000;
inline constexpr std::chrono::seconds kForgetOn{1};
// After the clock was set nothing is forgotten for so long: what was forgotten by a wrong clock does not come back.
inline constexpr std::chrono::hours kForgetDoubt{24};
inline constexpr std::chrono::minutes kForgetClockStep{3};

class PastKeeper {
 public:
  // `core` owns it.
  explicit PastKeeper(ServerCore& core);
  void start();
  void stop() { timer_.reset(); }

 private:
  void on_timer();
  [[nodiscard]] bool trusts_clock();
  // What may go now: the end of a day, or of as many as go at once; nullopt when nothing is old enough.
  [[nodiscard]] std::optional<calendar::Instant> next_before() const;
  [[nodiscard]] std::chrono::milliseconds lead() const;

  ServerCore& core_;
  std::chrono::milliseconds seen_;  // of wall time over steady time, at the last look
  std::optional<platform::SteadyTime> doubted_at_;
  std::unique_ptr<platform::Timer> timer_;
};

}  // namespace tandem::sync
