// One feed read into a StoredFeed, then read again: unchanged, with one event changed back and forth, with new
// DTSTAMPs.
//
//   bench_stored_feed FILE CHANGED RESTAMPED
#include <malloc.h>

#include <array>
#include <fstream>

#include "calendar/busy/feed_ingest.h"
#include "tests/bench/phases.h"

namespace {

using namespace tandem::bench;
using namespace tandem::calendar;

const Interval kYear{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1},
                     std::chrono::sys_days{std::chrono::year{2027} / 1 / 1}};

// In chunks, as it arrives over the network. False when it cannot be read.
bool read_into(StoredFeed& stored, const char* name) {
  std::ifstream file(name, std::ios::binary);
  FeedIngest ingest(stored, {kYear, Zone(), {}});
  std::array<char, 64 * 1024> chunk;
  while (file.read(chunk.data(), chunk.size()), file.gcount() > 0) {
    if (!ingest.push({chunk.data(), static_cast<std::size_t>(file.gcount())})) return false;
  }
  return ingest.finish().has_value();
}

std::size_t allocated() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

void count_work(const char* parsed, const char* expanded, const StoredFeed& stored) {
  count(parsed, stored.work().parsed);
  count(expanded, stored.work().expanded);
}

}  // namespace

int main(int arguments, char** words) {
  if (arguments != 4) return 2;
  StoredFeed stored;
  const Zone zones_are_loaded;
  const std::size_t before = allocated();
  if (!phase("first", [&] { return read_into(stored, words[1]); })) return 1;
  count("stored bytes", allocated() - before);
  count("busy", stored.known().busy.intervals().size());
  if (!phase("unchanged", [&] { return read_into(stored, words[1]); })) return 1;
  count_work("unchanged: parsed", "unchanged: expanded", stored);
  if (!phase("one changed", [&] { return read_into(stored, words[2]); })) return 1;
  count_work("one changed: parsed", "one changed: expanded", stored);
  if (!read_into(stored, words[1])) return 1;
  if (!phase("new stamps", [&] { return read_into(stored, words[3]); })) return 1;
  count_work("new stamps: parsed", "new stamps: expanded", stored);
  return 0;
}
