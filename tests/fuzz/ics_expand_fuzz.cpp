// Any bytes as a feed, expanded and merged: never a crash, a leak or a second of work; occurrences are sorted and
// belong to the window, a window in two parts gives what the whole one gives, and busy times are sorted and apart.
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>

#include "calendar/busy/feed_busy.h"
#include "tests/fuzz/cpu_limit.h"

namespace {

using namespace tandem::calendar;
using namespace std::chrono;

const Interval kWindow{sys_days{year{2026} / 1 / 1}, sys_days{year{2027} / 1 / 1}};

const Zone& zone() {
  static const Zone paris = Zone::locate("Europe/Paris").value();
  return paris;
}

bool belongs(const Interval& when, const Interval& window) {
  return when.empty() ? window.contains(when.start) : overlaps(when, window);
}

std::vector<Occurrence> those_in(const std::vector<Occurrence>& all, const Interval& window) {
  std::vector<Occurrence> some;
  std::copy_if(all.begin(), all.end(), std::back_inserter(some),
               [&window](const Occurrence& occurrence) { return belongs(occurrence.when, window); });
  return some;
}

// A second of the year that the input chooses, so that the parts of the window differ from one input to the next.
Instant cut_for(std::string_view text) {
  const auto sum = std::accumulate(text.begin(), text.end(), std::uint64_t{5381}, [](std::uint64_t all, char letter) {
    return all * 33 + static_cast<unsigned char>(letter);
  });
  const auto year_in_seconds = static_cast<std::uint64_t>(kWindow.length().count());
  return kWindow.start + seconds{static_cast<std::int64_t>(sum % year_in_seconds)};
}

// A part may do without an event that takes too long in the whole, so only calendars without problems are compared.
void check_parts(const Feed& feed, const Expansion& whole, Instant cut) {
  if (!whole.problems.empty()) return;
  for (const Interval& part : {Interval{kWindow.start, cut}, Interval{cut, kWindow.end}}) {
    const auto expansion = expand(feed, part, zone());
    TANDEM_CHECK(expansion && expansion->problems.empty());
    TANDEM_CHECK(expansion->occurrences == those_in(whole.occurrences, part));
  }
}

void check_busy(const BusySet& busy) {
  Instant last = kWindow.start - seconds{1};
  for (const Interval& interval : busy.intervals()) {
    TANDEM_CHECK(last < interval.start && interval.start < interval.end && interval.end <= kWindow.end);
    last = interval.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto feed = parse(text);
  if (!feed) return 0;
  const auto expansion = tandem::fuzz::within_a_second([&feed] { return expand(*feed, kWindow, zone()); });
  if (!expansion) return 0;
  const auto& occurrences = expansion->occurrences;
  TANDEM_CHECK(occurrences.size() <= kMaxFeedOccurrences);
  TANDEM_CHECK(std::is_sorted(occurrences.begin(), occurrences.end()));
  TANDEM_CHECK(those_in(occurrences, kWindow).size() == occurrences.size());
  check_parts(*feed, *expansion, cut_for(text));
  check_busy(merge(*feed, *expansion, kWindow));
  return 0;
}
