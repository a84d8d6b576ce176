#pragma once
// How often somebody may do something: a token bucket for each key, filled at a steady rate up to a burst. The table is
// bounded itself: when too many keys come, the one that was longest quiet is forgotten, and starts with a full bucket
// should it return. Values; one thread.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <utility>

#include "platform/base/clock.h"

namespace tandem::platform {

struct Rate {
  double per_second{1};
  double burst{1};  // what a full bucket holds
  bool operator==(const Rate&) const = default;
};

class TokenBucket {
 public:
  TokenBucket(const Rate& rate, SteadyTime now) : rate_(rate), tokens_(rate.burst), at_(now) {}

  // Takes `count` tokens if there are as many; nothing otherwise.
  [[nodiscard]] bool take(double count, SteadyTime now) {
    fill(now);
    if (tokens_ < count) return false;
    tokens_ -= count;
    return true;
  }
  // Until there are `count`, if nobody takes any; at most until the bucket is full.
  [[nodiscard]] std::chrono::milliseconds wait_for(double count, SteadyTime now) {
    fill(now);
    const double missing = std::min(count, rate_.burst) - tokens_;
    if (missing <= 0) return std::chrono::milliseconds{0};
    return std::chrono::milliseconds{static_cast<std::int64_t>(missing / rate_.per_second * 1000) + 1};
  }

 private:
  void fill(SteadyTime now) {
    const std::chrono::duration<double> passed = now - at_;
    tokens_ = std::min(rate_.burst, tokens_ + std::max(0.0, passed.count()) * rate_.per_second);
    at_ = std::max(at_, now);
  }

  Rate rate_;
  double tokens_;
  SteadyTime at_;
};

template <class Key>
class RateLimit {
 public:
  RateLimit(const Rate& rate, std::size_t most_keys) : rate_(rate), most_keys_(most_keys) {}

  [[nodiscard]] bool take(const Key& key, SteadyTime now, double count = 1) {
    const bool taken = bucket_of(key, now).take(count, now);
    if (!taken) ++refused_;
    return taken;
  }
  // Whether one more would be taken; takes none.
  [[nodiscard]] bool has(const Key& key, SteadyTime now) {
    return bucket_of(key, now).wait_for(1, now) == std::chrono::milliseconds{0};
  }
  [[nodiscard]] std::chrono::milliseconds wait_for(const Key& key, SteadyTime now, double count = 1) {
    return bucket_of(key, now).wait_for(count, now);
  }
  // Times somebody was refused.
  [[nodiscard]] std::uint64_t refused() const { return refused_; }
  [[nodiscard]] std::size_t keys() const { return known_.size(); }

 private:
  using Recent = std::list<std::pair<Key, TokenBucket>>;  // the last one used first

  TokenBucket& bucket_of(const Key& key, SteadyTime now) {
    const auto found = known_.find(key);
    if (found != known_.end()) {
      recent_.splice(recent_.begin(), recent_, found->second);
      return recent_.front().second;
    }
    if (known_.size() >= most_keys_) {
      known_.erase(recent_.back().first);
      recent_.pop_back();
    }
    recent_.emplace_front(key, TokenBucket{rate_, now});
    known_.emplace(key, recent_.begin());
    return recent_.front().second;
  }

  Rate rate_;
  std::size_t most_keys_;
  std::uint64_t refused_{0};
  Recent recent_;
  std::map<Key, typename Recent::iterator> known_;
};

}  // namespace tandem::platform
