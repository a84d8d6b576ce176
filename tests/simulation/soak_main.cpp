// simulation-soak: simulated mornings one after the other until one shows a violation.
//
//   simulation-soak [--from SEED] [--seeds COUNT] [--minutes COUNT]

#include <chrono>
#include <cstdio>
#include <string>

#include "platform/base/stopwatch.h"
#include "tests/simulation/morning.h"

namespace {

struct Wanted {
  std::uint64_t from{1};
  std::uint64_t seeds{UINT64_MAX};
  std::chrono::minutes time{24 * 60};
};

bool read_options(int count, char** words, Wanted& wanted) {
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = words[i];
    const std::uint64_t value = std::strtoull(words[i + 1], nullptr, 10);
    if (name == "--from") {
      wanted.from = value;
    } else if (name == "--seeds") {
      wanted.seeds = value;
    } else if (name == "--minutes") {
      wanted.time = std::chrono::minutes{value};
    } else {
      return false;
    }
  }
  return count % 2 == 1;
}

void print(const char* what, std::uint64_t seeds, const tandem::tests::Morning& sum) {
  std::printf(
      "%s %llu seeds, %llu events, %zu log entries, %zu commands confirmed, %zu leases, %zu walk-ups promised, "
      "slowest drain %lld ms\n",
      what, static_cast<unsigned long long>(seeds), static_cast<unsigned long long>(sum.events), sum.entries,
      sum.confirmed, sum.leases, sum.promised, static_cast<long long>(sum.slowest_drain.count()));
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** words) {
  Wanted wanted;
  if (!read_options(count, words, wanted)) {
    std::fprintf(stderr, "simulation-soak [--from SEED] [--seeds COUNT] [--minutes COUNT]\n");
    return 2;
  }
  const tandem::platform::Stopwatch since_begun;
  tandem::tests::Morning sum;
  std::uint64_t lived = 0;
  for (; lived < wanted.seeds && since_begun.elapsed() < wanted.time; ++lived) {
    const auto seen = tandem::tests::live_a_morning(wanted.from + lived, {});
    sum.events += seen.events;
    sum.entries += seen.entries;
    sum.confirmed += seen.confirmed;
    sum.leases += seen.leases;
    sum.promised += seen.promised;
    sum.slowest_drain = std::max(sum.slowest_drain, seen.slowest_drain);
    if (!seen.violations.empty()) {
      std::printf("seed %llu:\n%s%s\n", static_cast<unsigned long long>(wanted.from + lived), seen.violations.c_str(),
                  tandem::tests::replay_command(wanted.from + lived).c_str());
      print("stopped after", lived + 1, sum);
      return 1;
    }
    if (lived % 100 == 99) print("so far", lived + 1, sum);
  }
  print("no violation in", lived, sum);
  return 0;
}
