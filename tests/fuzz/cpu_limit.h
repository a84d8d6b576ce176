#pragma once
// A second of processor time for one piece of work: unlike libFuzzer's own -timeout, a busy machine does not spend it.

#include <ctime>

#include "platform/base/check.h"

namespace tandem::fuzz {

inline constexpr double kMaxSeconds = 1.0;

// What `work` returns. Aborts, and so makes its input a finding, when it took over kMaxSeconds.
template <class Work>
auto within_a_second(Work&& work) {
  const std::clock_t before = std::clock();
  auto result = work();
  const bool took_over_a_second = static_cast<double>(std::clock() - before) > kMaxSeconds * CLOCKS_PER_SEC;
  TANDEM_CHECK(!took_over_a_second);
  return result;
}

}  // namespace tandem::fuzz
