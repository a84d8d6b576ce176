#include "sync/client/backoff.h"

#include <algorithm>

namespace tandem::sync {

std::chrono::milliseconds Backoff::next(platform::Random& random) {
  const auto bound = static_cast<std::uint64_t>(ceiling_.count()) + 1;
  ceiling_ = std::min(ceiling_ * 2, kLastRetryCeiling);
  return std::chrono::milliseconds{random.below(bound)};
}

}  // namespace tandem::sync
