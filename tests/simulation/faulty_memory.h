#pragma once
// SQLite's memory, which runs out when a test says so. While one exists; no database may be open when it comes or goes.
// One at a time, one thread.

#include <cstdint>

namespace tandem::tests {

class FaultyMemory {
 public:
  FaultyMemory();
  ~FaultyMemory();
  FaultyMemory(const FaultyMemory&) = delete;
  FaultyMemory& operator=(const FaultyMemory&) = delete;

  // The `nth` allocation from now on fails, the next one being 1; the ones after it do not.
  void fail_at(std::uint64_t nth);
  // False once it has happened.
  [[nodiscard]] bool planned() const;
  void forget();
};

}  // namespace tandem::tests
