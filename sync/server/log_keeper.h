#pragma once
// Keeps the log from growing for ever: entries older than kLogKept go, a few at a time, while the way that a device may
// be brought along entry by entry (kMaxCatchUp) always stays. Commands with their verdicts and what is true are not
// touched. Of several servers the one on duty does it. Core thread.

#include <cstdint>
#include <memory>

#include "platform/base/event_loop.h"
#include "platform/base/result.h"

namespace tandem::sync {

class ServerCore;

// A little more than a year, for whoever counts what happened in one.
inline constexpr std::chrono::days kLogKept{400};
inline constexpr std::chrono::hours kKeepEvery{1};
// Entries forgotten in one go, and how soon the next go comes when there are more: commits must not wait for it.
inline constexpr std::uint64_t kForgottenAtOnce = 2'000;
inline constexpr std::chrono::seconds kKeepOn{1};

class LogKeeper {
 public:
  // `core` owns it.
  explicit LogKeeper(ServerCore& core) : core_(core) {}
  void start();
  void stop() { timer_.reset(); }

 private:
  void on_timer();
  // Forgets some. True: there are more.
  [[nodiscard]] platform::Result<bool> forget_some();
  // The first entry in [first, end) that is young enough; `end` when none is.
  [[nodiscard]] platform::Result<std::uint64_t> first_kept(std::uint64_t first, std::uint64_t end) const;

  ServerCore& core_;
  std::unique_ptr<platform::Timer> timer_;
};

}  // namespace tandem::sync
