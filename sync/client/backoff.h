#pragma once
// How long to wait before the next try: anywhere between nothing and a ceiling that doubles with each failure ("full
// jitter"), so that a fleet that lost its server together does not come back together.

#include <chrono>

#include "platform/base/random.h"

namespace tandem::sync {

inline constexpr std::chrono::milliseconds kFirstRetryCeiling{250};
inline constexpr std::chrono::milliseconds kLastRetryCeiling{20'000};

class Backoff {
 public:
  [[nodiscard]] std::chrono::milliseconds next(platform::Random& random);
  void reset() { ceiling_ = kFirstRetryCeiling; }

 private:
  std::chrono::milliseconds ceiling_{kFirstRetryCeiling};
};

}  // namespace tandem::sync
