#include "sync/client/server_time.h"

#include <algorithm>

namespace tandem::sync {

void ServerTime::restore(std::chrono::milliseconds offset, std::optional<platform::WallTime> heard_at,
                         const platform::Clock& clock) {
  stored_offset_ = offset;
  if (heard_at) last_heard_ = Measured{*heard_at, clock.steady()};
}

void ServerTime::measure(platform::WallTime server, std::chrono::milliseconds round_trip,
                         const platform::Clock& clock) {
  measured_ = Measured{server + round_trip / 2, clock.steady()};
}

void ServerTime::hear(platform::WallTime server, const platform::Clock& clock) {
  const auto ahead = server - now(clock);
  if (!measured_ || ahead > std::chrono::milliseconds{0} || ahead <= -kServerClockStep) {
    measured_ = Measured{server, clock.steady()};
  }
}

platform::WallTime ServerTime::now(const platform::Clock& clock) const {
  if (measured_) return counted_from(*measured_, clock);
  const platform::WallTime corrected = clock.wall() + stored_offset_;
  return last_heard_ ? std::max(corrected, counted_from(*last_heard_, clock)) : corrected;
}

}  // namespace tandem::sync
