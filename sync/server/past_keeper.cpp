#include "sync/server/past_keeper.h"

#include <algorithm>
#include <vector>

#include "platform/base/log.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

using calendar::Instant;

PastKeeper::PastKeeper(ServerCore& core) : core_(core), seen_(lead()) {}

std::chrono::milliseconds PastKeeper::lead() const {
  const auto& clock = core_.loop().clock();
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock.wall().time_since_epoch() -
                                                               clock.steady().time_since_epoch());
}

bool PastKeeper::trusts_clock() {
  const auto now = core_.loop().clock().steady();
  const auto before = std::exchange(seen_, lead());
  if (std::chrono::abs(seen_ - before) > kForgetClockStep) {
    doubted_at_ = now;
    platform::log_warning("server", "the clock was set: nothing is forgotten for a day");
  }
  if (doubted_at_ && now - *doubted_at_ >= kForgetDoubt) doubted_at_.reset();
  return !doubted_at_;
}

void PastKeeper::start() {
  timer_ = core_.loop().call_after(kForgetEvery, [this] { on_timer(); });
}

std::optional<Instant> PastKeeper::next_before() const {
  const calendar::World& world = core_.world();
  // As long as the site that keeps it longest.
  auto kept = past_kept(world.site.policy);
  for (const auto& [id, site] : world.sites) kept = std::max(kept, past_kept(site.policy));
  const auto last_day = std::chrono::floor<std::chrono::days>(core_.now() - kept);
  std::vector<Instant> ends;
  for (const calendar::Booking* booking : bookings_planned_until(world, last_day)) ends.push_back(booking->planned.end);
  if (ends.empty()) return std::nullopt;
  if (ends.size() <= kPastAtOnce) return last_day;
  const auto last = ends.begin() + static_cast<std::ptrdiff_t>(kPastAtOnce - 1);
  std::nth_element(ends.begin(), last, ends.end());
  return *last;
}

void PastKeeper::on_timer() {
  bool more = false;
  if (trusts_clock() && core_.on_duty()) {
    if (auto current = core_.catch_up(); !current) platform::log_warning("server", current.error().message);
    if (const auto before = next_before()) {
      const std::size_t had = core_.world().bookings.size();
      const auto forgotten = core_.commit_changes({calendar::PastForgotten{*before}});
      more = forgotten.has_value();
      if (forgotten) {
        platform::log_info("server",
                           std::to_string(had - core_.world().bookings.size()) + " past bookings are forgotten");
      } else {
        platform::log_warning("server", "past bookings stay for now: " + forgotten.error().message);
      }
    }
  }
  const std::chrono::milliseconds wait = more ? std::chrono::milliseconds{kForgetOn} : kForgetEvery;
  timer_ = core_.loop().call_after(wait, [this] { on_timer(); });
}

}  // namespace tandem::sync
