#pragma once
// Wrong administration tokens: after a few from one address it is not listened to for a while that doubles with each
// further one. A token has 256 bits, so this is about noise in the audit log and time, not about guessing it. Bounded:
// when too many addresses are known, the one that was longest quiet is forgotten. Core thread.

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "platform/base/clock.h"

namespace tandem::sync {

// Wrong tokens before the first lock; the first and the longest one; an address quiet for so long starts afresh.
inline constexpr int kFreeLogins = 5;
inline constexpr std::chrono::seconds kFirstLock{1};
inline constexpr std::chrono::seconds kLongestLock{900};
inline constexpr std::chrono::seconds kLoginMemory{3'600};
inline constexpr std::size_t kMostLockedAddresses = 1'024;

class LoginLock {
 public:
  // How long the address has to wait still; zero: it may try.
  [[nodiscard]] std::chrono::seconds wait_of(const std::string& address, platform::SteadyTime now) const;
  void failed(const std::string& address, platform::SteadyTime now);
  void succeeded(const std::string& address) { known_.erase(address); }
  [[nodiscard]] std::size_t addresses() const { return known_.size(); }

 private:
  struct Known {
    int failures{0};
    platform::SteadyTime last;
    platform::SteadyTime locked_until;
  };
  void forget_one();

  std::map<std::string, Known> known_;
};

}  // namespace tandem::sync
