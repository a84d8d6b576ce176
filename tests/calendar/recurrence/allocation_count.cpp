#include "tests/calendar/recurrence/allocation_count.h"

#include <cstdlib>
#include <new>

namespace {

tandem::calendar::Allocations so_far;

}  // namespace

// std::stable_sort asks for its buffer this way.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++so_far.times;
  so_far.bytes += size;
  return std::malloc(size == 0 ? 1 : size);
}

void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace tandem::calendar {

Allocations allocations_so_far() { return so_far; }

}  // namespace tandem::calendar
