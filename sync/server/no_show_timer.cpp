#include "sync/server/no_show_timer.h"

#include <algorithm>

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

void NoShowTimer::schedule() {
  timer_.reset();
  const auto next = calendar::next_no_show(core_.world());
  if (!next) return;
  const auto due = std::max(next->at, not_before_);
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(due - core_.loop().clock().wall());
  const auto delay = std::clamp(wait, std::chrono::milliseconds{0}, kLookAgain);
  timer_ = core_.loop().call_after(delay, [this] { on_timer(); });
}

void NoShowTimer::on_timer() {
  const auto next = calendar::next_no_show(core_.world());
  const auto now = core_.now();
  if (!next || std::max(next->at, not_before_) > now) return schedule();
  const auto released = core_.commit_own(calendar::ReleaseNoShow{next->booking});
  if (released && std::holds_alternative<calendar::Accepted>(released->verdict)) return;  // the commit scheduled anew
  const std::string why = released ? "refused" : released.error().message;
  platform::log_error("server", "no-show " + next->booking.text() + " not released: " + why);
  not_before_ = now + kRetry;
  schedule();
}

}  // namespace tandem::sync
