#include "sync/web/login_lock.h"

#include <algorithm>

namespace tandem::sync {

std::chrono::seconds LoginLock::wait_of(const std::string& address, platform::SteadyTime now) const {
  const auto found = known_.find(address);
  if (found == known_.end() || found->second.locked_until <= now) return std::chrono::seconds{0};
  return std::chrono::ceil<std::chrono::seconds>(found->second.locked_until - now);
}

void LoginLock::failed(const std::string& address, platform::SteadyTime now) {
  if (!known_.contains(address) && known_.size() >= kMostLockedAddresses) forget_one();
  Known& known = known_[address];
  if (known.failures > 0 && now - known.last > kLoginMemory) known.failures = 0;
  known.last = now;
  ++known.failures;
  if (known.failures < kFreeLogins) return;
  constexpr int kMostDoublings = 16;
  const int doublings = std::min(known.failures - kFreeLogins, kMostDoublings);
  known.locked_until = now + std::min(kLongestLock, kFirstLock * (std::int64_t{1} << doublings));
}

void LoginLock::forget_one() {
  known_.erase(std::ranges::min_element(known_, {}, [](const auto& entry) { return entry.second.last; }));
}

}  // namespace tandem::sync
