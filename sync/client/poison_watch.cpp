#include "sync/client/poison_watch.h"

#include <algorithm>
#include <utility>

namespace tandem::sync {

std::optional<std::uint64_t> PoisonWatch::accuse(std::size_t under_way, std::uint64_t first, std::uint64_t last) {
  if (under_way == 0 || helpless()) return std::nullopt;
  last_suspect_ = std::max(last, last_suspect_.value_or(0));
  if (under_way > 1) return std::nullopt;
  strikes_ = std::exchange(accused_, first) == first ? strikes_ + 1 : 1;
  if (strikes_ < kPoisonStrikes) return std::nullopt;
  strikes_ = 0;
  ++in_a_row_;
  return first;
}

void PoisonWatch::verdicts(std::optional<std::uint64_t> oldest) {
  strikes_ = 0;
  in_a_row_ = 0;
  if (!oldest || (last_suspect_ && *oldest > *last_suspect_)) last_suspect_.reset();
}

}  // namespace tandem::sync
