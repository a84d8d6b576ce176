#include "sync/client/server_time.h"

#include <algorithm>

#include "sync/protocol/messages.h"

namespace tandem::sync {
namespace {

// What was heard in passing was said at most so long ago: longer silence ends a connection.
constexpr std::chrono::milliseconds kHeardLate = kSilence;

}  // namespace

void ServerTime::restore(std::chrono::milliseconds offset, std::optional<platform::WallTime> heard_at,
                         const platform::Clock& clock) {
  stored_offset_ = offset;
  if (heard_at) last_heard_ = Measured{*heard_at, clock.steady()};
}

void ServerTime::measure(platform::WallTime server, std::chrono::milliseconds round_trip,
                         const platform::Clock& clock) {
  measured_ = Measured{server + round_trip / 2, clock.steady()};
  error_ = round_trip / 2;
}

void ServerTime::hear(platform::WallTime server, const platform::Clock& clock) {
  const auto ahead = server - now(clock);
  if (!measured_ || ahead > std::chrono::milliseconds{0} || ahead <= -kServerClockStep) {
    // A little ahead is what the measurement had left open; more is a clock that was set.
    const auto left_open = uncertainty(clock);
    const bool expected = left_open && std::chrono::abs(ahead) <= *left_open;
    error_ = expected ? *left_open : kHeardLate;
    measured_ = Measured{server, clock.steady()};
  }
}

std::optional<std::chrono::milliseconds> ServerTime::uncertainty(const platform::Clock& clock) const {
  if (!measured_) return std::nullopt;
  const auto since = clock.steady() - measured_->at;
  return error_ + std::chrono::ceil<std::chrono::milliseconds>(since * kSteadyDriftPerMillion / 1'000'000.0);
}

platform::WallTime ServerTime::now(const platform::Clock& clock) const {
  if (measured_) return counted_from(*measured_, clock);
  const platform::WallTime corrected = clock.wall() + stored_offset_;
  return last_heard_ ? std::max(corrected, counted_from(*last_heard_, clock)) : corrected;
}

}  // namespace tandem::sync
