#pragma once
// Looks at the age of the outbox: a queue that never drains is how real sync fails, whatever the reason. Time counts
// while connected and caught up only; a night without a network is nobody's fault.

#include <chrono>
#include <cstdint>
#include <optional>

#include "platform/base/clock.h"

namespace tandem::sync {

// The oldest command gets its verdict within this time of a connection, or something is wrong with it.
inline constexpr std::chrono::seconds kOldestWithin{60};

enum class OutboxAdvice : std::uint8_t {
  Wait,
  Reconnect,      // the connection has lost it
  Resynchronise,  // that did not help: take a snapshot, which brings verdicts that were passed over
};

class OutboxWatchdog {
 public:
  // `oldest`: the lowest number without a verdict, if any. Wait while it is not due.
  [[nodiscard]] OutboxAdvice look(std::optional<std::uint64_t> oldest, platform::SteadyTime now);
  // Something must be done about `oldest` now: Reconnect at first, then Resynchronise, then Reconnect again and again.
  [[nodiscard]] OutboxAdvice stalled(std::uint64_t oldest, platform::SteadyTime now);
  // A connection begins, or the server asked for patience: the time counts from now.
  void begin(platform::SteadyTime now) { since_ = now; }

  // Times there was something to advise.
  [[nodiscard]] std::uint32_t stalls() const { return stalls_; }

 private:
  void watch(std::optional<std::uint64_t> oldest, platform::SteadyTime now);

  std::optional<std::uint64_t> watched_;
  platform::SteadyTime since_;
  std::uint32_t tries_{0};  // for watched_
  std::uint32_t stalls_{0};
};

}  // namespace tandem::sync
