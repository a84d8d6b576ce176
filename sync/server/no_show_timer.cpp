#include "sync/server/no_show_timer.h"

#include <algorithm>
#include <utility>

#include "calendar/booking/decide.h"
#include "platform/base/log.h"
#include "sync/server/server_core.h"

namespace tandem::sync {
namespace {

// Timers count steady time, deadlines are wall time: looking again this often keeps up with a clock that was set.
constexpr std::chrono::milliseconds kLookAgain{60'000};
// After a release that failed, for a full disk say.
constexpr std::chrono::seconds kRetry{30};

}  // namespace

NoShowTimer::NoShowTimer(ServerCore& core, calendar::Instant not_before)
    : core_(core), not_before_(not_before), believed_(lead()), seen_(believed_) {}

NoShowTimer::Lead NoShowTimer::lead() const {
  const auto& clock = core_.loop().clock();
  return clock.wall().time_since_epoch() - clock.steady().time_since_epoch();
}

void NoShowTimer::watch_clock() {
  const Lead now = lead();
  const Lead step = now - std::exchange(seen_, now);
  if (std::chrono::abs(step) <= kClockStep) {
    if (core_.now() >= kept_before_) believed_ = now;
  } else if (std::chrono::abs(now - believed_) <= kClockStep) {
    kept_before_ = {};
    platform::log_info("server", "the clock is back where it was");
  } else {
    doubt(step);
  }
}

void NoShowTimer::doubt(Lead step) {
  kept_before_ = core_.now() + kClockDoubt;
  platform::log_error("server", "the clock stepped by " +
                                    std::to_string(std::chrono::duration_cast<std::chrono::minutes>(step).count()) +
                                    " minutes: no room that falls due within the hour is given back");
}

void NoShowTimer::schedule() {
  timer_.reset();
  watch_clock();
  if (!core_.on_duty()) {
    timer_ = core_.loop().call_after(kLookAgain, [this] { schedule(); });
    return;
  }
  const auto next = calendar::next_no_show(core_.world(), kept_before_);
  auto delay = kLookAgain;  // also with nobody awaited: for the clock
  if (next) {
    const auto due = std::max(next->at, not_before_);
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(due - core_.loop().clock().wall());
    delay = std::clamp(wait, std::chrono::milliseconds{0}, kLookAgain);
  }
  timer_ = core_.loop().call_after(delay, [this] { on_timer(); });
}

void NoShowTimer::on_timer() {
  // After a transaction that failed the World may say more than the store: that a room was given back, for one.
  if (auto current = core_.catch_up(); !current) platform::log_error("server", current.error().message);
  watch_clock();
  const auto next = calendar::next_no_show(core_.world(), kept_before_);
  const auto now = core_.now();
  if (!next || std::max(next->at, not_before_) > now) return schedule();
  const auto released = core_.commit_own(calendar::ReleaseNoShow{next->booking});
  if (released && std::holds_alternative<calendar::Accepted>(released->verdict)) return;  // the commit scheduled anew
  const auto still = calendar::next_no_show(core_.world(), kept_before_);
  // Another server was first.
  if (released && (!still || still->booking != next->booking)) return schedule();
  const std::string why = released ? "refused" : released.error().message;
  platform::log_error("server", "no-show " + next->booking.text() + " not released: " + why);
  not_before_ = now + kRetry;
  schedule();
}

}  // namespace tandem::sync
