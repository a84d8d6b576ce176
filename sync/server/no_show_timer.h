#pragma once
// Gives a room back when nobody came, by the server's own clock: a dead panel never holds a room. A release cannot be
// taken back, so a clock that steps by more than kClockStep is not believed for kClockDoubt: what falls due before
// then is never given back (the room stays held until its booking ends), unless the clock returns to where it was. The
// same holds after a machine slept. Only steps while the server runs are seen. Core thread.

#include <chrono>
#include <memory>

#include "calendar/time/instant.h"
#include "platform/base/event_loop.h"

namespace tandem::sync {

class ServerCore;

// How far wall time may part from steady time between two looks.
inline constexpr std::chrono::minutes kClockStep{3};
inline constexpr std::chrono::hours kClockDoubt{1};

class NoShowTimer {
 public:
  // Releases nothing before `not_before`.
  NoShowTimer(ServerCore& core, calendar::Instant not_before);

  // Looks at the World again; after every commit.
  void schedule();
  void stop() { timer_.reset(); }

 private:
  using Lead = std::chrono::milliseconds;  // of wall time over steady time: constant while nobody sets the clock

  void on_timer();
  void watch_clock();
  void doubt(Lead step);
  [[nodiscard]] Lead lead() const;

  ServerCore& core_;
  calendar::Instant not_before_;
  Lead believed_;
  Lead seen_;
  calendar::Instant kept_before_{};  // what falls due earlier is not given back
  std::unique_ptr<platform::Timer> timer_;
};

}  // namespace tandem::sync
