// One feed read by this engine, step by step.
//
//   bench_tandem FILE       counts the occurrences of 2026
#include <fstream>
#include <iterator>
#include <string>

#include "calendar/busy/feed_busy.h"
#include "tests/bench/phases.h"

namespace {

using namespace tandem::bench;
using namespace tandem::calendar;

const Interval kYear{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1},
                     std::chrono::sys_days{std::chrono::year{2027} / 1 / 1}};

std::string text_of(const char* name) {
  std::ifstream file(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int arguments, char** words) {
  if (arguments != 2) return 2;
  const std::string text = text_of(words[1]);
  const auto feed = phase("parse", [&text] { return parse(text); });
  if (!feed) return 1;
  const auto expansion = phase("expand", [&feed] { return expand(*feed, kYear, Zone()); });
  if (!expansion) return 1;
  const BusySet busy = phase("busy", [&] { return merge(*feed, *expansion, kYear); });
  count("occurrences", expansion->occurrences.size());
  count("busy", busy.intervals().size());
  return 0;
}
