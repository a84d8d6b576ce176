#include "sync/client/outbox_watchdog.h"

namespace tandem::sync {

void OutboxWatchdog::watch(std::optional<std::uint64_t> oldest, platform::SteadyTime now) {
  if (oldest == watched_) return;
  watched_ = oldest;
  since_ = now;
  tries_ = 0;
}

OutboxAdvice OutboxWatchdog::look(std::optional<std::uint64_t> oldest, platform::SteadyTime now) {
  watch(oldest, now);
  if (!oldest || now - since_ < kOldestWithin) return OutboxAdvice::Wait;
  return stalled(*oldest, now);
}

OutboxAdvice OutboxWatchdog::stalled(std::uint64_t oldest, platform::SteadyTime now) {
  watch(oldest, now);
  since_ = now;
  ++stalls_;
  return ++tries_ == 2 ? OutboxAdvice::Resynchronise : OutboxAdvice::Reconnect;
}

}  // namespace tandem::sync
