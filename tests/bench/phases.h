#pragma once
// What each step of a benchmark program costs, printed one a line for calendar_figures.py:
//
//   phase <TAB> name <TAB> seconds of wall time <TAB> of processor time <TAB> peak resident memory so far, KiB
//   count <TAB> name <TAB> number
//
// Under callgrind each phase becomes a dump of its own. One thread.

#include <valgrind/callgrind.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>

namespace tandem::bench {

inline long peak_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    long kib = 0;
    if (word == "VmHWM:" && status >> kib) return kib;
  }
  return 0;
}

// Runs `work` and prints what it cost; what it returns.
template <class Work>
auto phase(const char* name, Work&& work) {
  CALLGRIND_ZERO_STATS;
  const auto before = std::chrono::steady_clock::now();
  const std::clock_t processor_before = std::clock();
  auto result = work();
  const double processor = static_cast<double>(std::clock() - processor_before) / CLOCKS_PER_SEC;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
  CALLGRIND_DUMP_STATS_AT(name);
  std::printf("phase\t%s\t%.6f\t%.6f\t%ld\n", name, took.count(), processor, peak_kib());
  return result;
}

inline void count(const char* name, std::size_t number) { std::printf("count\t%s\t%zu\n", name, number); }

}  // namespace tandem::bench
