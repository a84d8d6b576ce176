// Any bytes as a feed: never a crash, a leak or a hang, and a busy set that keeps its promises.
#include <cstdint>
#include <string_view>

#include "calendar/busy/feed_busy.h"
#include "platform/base/check.h"

using namespace tandem::calendar;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace std::chrono;
  static const Zone zone = Zone::locate("Europe/Paris").value();
  static const Interval window{sys_days{year{2026} / 1 / 1}, sys_days{year{2027} / 1 / 1}};
  const auto result = busy_of_feed({reinterpret_cast<const char*>(data), size}, window, zone);
  if (!result) return 0;
  Instant last = window.start - seconds{1};
  for (const Interval& interval : result->busy.intervals()) {
    TANDEM_CHECK(last < interval.start && interval.start < interval.end && interval.end <= window.end);
    last = interval.end;
  }
  return 0;
}
