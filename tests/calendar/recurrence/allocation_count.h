#pragma once
// How often and how much the calendar engine's own code asks for memory: what a test holds a cost to, the same on every
// machine. Counts operator new of the whole test program (libical's C allocations are not seen); one thread.

#include <cstddef>

namespace tandem::calendar {

struct Allocations {
  std::size_t times{0};
  std::size_t bytes{0};
};

// Since the program began.
[[nodiscard]] Allocations allocations_so_far();

// What `work` asked for, freed or not.
template <class Work>
Allocations allocations_of(Work&& work) {
  const Allocations before = allocations_so_far();
  work();
  const Allocations after = allocations_so_far();
  return {after.times - before.times, after.bytes - before.bytes};
}

}  // namespace tandem::calendar
