#include "tests/simulation/faulty_memory.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace tandem::tests {
namespace {

// SQLite calls plain functions without a pointer of ours.
sqlite3_mem_methods real_memory;
std::uint64_t allocations_left = 0;  // 0: none fails

bool fails_now() { return allocations_left != 0 && --allocations_left == 0; }

void* allocate(int bytes) { return fails_now() ? nullptr : real_memory.xMalloc(bytes); }
void* resize(void* memory, int bytes) { return fails_now() ? nullptr : real_memory.xRealloc(memory, bytes); }

void use(sqlite3_mem_methods methods) {
  ASSERT_EQ(sqlite3_shutdown(), SQLITE_OK);
  ASSERT_EQ(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods), SQLITE_OK);
  // Small allocations would come from a block of the connection's own and never fail.
  ASSERT_EQ(sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0), SQLITE_OK);
  ASSERT_EQ(sqlite3_initialize(), SQLITE_OK);
}

}  // namespace

FaultyMemory::FaultyMemory() {
  sqlite3_initialize();
  sqlite3_shutdown();
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
  sqlite3_mem_methods methods = real_memory;
  methods.xMalloc = allocate;
  methods.xRealloc = resize;
  use(methods);
}

FaultyMemory::~FaultyMemory() {
  forget();
  use(real_memory);
}

void FaultyMemory::fail_at(std::uint64_t nth) { allocations_left = nth; }
bool FaultyMemory::planned() const { return allocations_left != 0; }
void FaultyMemory::forget() { allocations_left = 0; }

}  // namespace tandem::tests
