#include "platform/base/stopwatch.h"

#include <utility>

namespace tandem::platform {

using std::chrono::duration_cast;
using std::chrono::microseconds;

microseconds Stopwatch::elapsed() const { return duration_cast<microseconds>(SteadyClock::now() - start_); }

microseconds Stopwatch::lap() {
  const auto now = SteadyClock::now();
  return duration_cast<microseconds>(now - std::exchange(start_, now));
}

}  // namespace tandem::platform
