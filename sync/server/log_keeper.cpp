#include "sync/server/log_keeper.h"

#include <algorithm>

#include "platform/base/log.h"
#include "sync/server/device_session.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

using platform::Result;

void LogKeeper::start() {
  timer_ = core_.loop().call_after(kKeepEvery, [this] { on_timer(); });
}

void LogKeeper::on_timer() {
  bool more = false;
  if (core_.on_duty()) {
    const auto forgotten = forget_some();
    if (!forgotten) platform::log_warning("server", "old entries stay for now: " + forgotten.error().message);
    more = forgotten && *forgotten;
  }
  const std::chrono::milliseconds wait = more ? std::chrono::milliseconds{kKeepOn} : kKeepEvery;
  timer_ = core_.loop().call_after(wait, [this] { on_timer(); });
}

Result<bool> LogKeeper::forget_some() {
  const std::uint64_t head = core_.head();
  if (head <= kMaxCatchUp) return false;
  const auto oldest = core_.store().oldest();
  if (!oldest) return tl::unexpected(oldest.error());
  const std::uint64_t end = std::min(head - kMaxCatchUp, *oldest + kForgottenAtOnce);
  if (end <= *oldest) return false;
  const auto kept = first_kept(*oldest, end);
  if (!kept || *kept == *oldest) return kept.map([](std::uint64_t) { return false; });
  if (auto done = core_.store().forget_before(*kept); !done) return tl::unexpected(done.error());
  platform::log_info("server", "entries before #" + std::to_string(*kept) + " are forgotten");
  return *kept == end;
}

// Entries are in the order of their times, but for a clock that was set back: then some stay a little longer.
Result<std::uint64_t> LogKeeper::first_kept(std::uint64_t first, std::uint64_t end) const {
  const calendar::Instant before = core_.now() - kLogKept;
  while (first < end) {
    const std::uint64_t middle = first + (end - first) / 2;
    const auto entry = core_.store().entries_after(middle - 1, 1);
    if (!entry) return tl::unexpected(entry.error());
    if (entry->empty()) return platform::fail(platform::ErrorKind::Corrupt, "the log ends before its head");
    if (entry->front().at < before) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return end;
}

}  // namespace tandem::sync
