#pragma once
// Whether two Worlds say the same, in eight bytes: the sum of the hashes of all facts, as they are encoded, so that
// their order does not matter and a change costs only what it touches. Device and server each keep one; the device's
// goes with its heartbeats (StateMark). That somebody came counts, when exactly does not: devices forget it
// (check_in_times.h). A value.

#include <cstdint>
#include <vector>

#include "calendar/booking/facts.h"

namespace tandem::sync {

class StateChecksum {
 public:
  // Of the empty World.
  StateChecksum();
  // Counts all of it.
  explicit StateChecksum(const calendar::World& world);

  [[nodiscard]] std::uint64_t value() const { return sum_; }

  // Applies the change to the world that this is the checksum of. What it touched, as it is now: facts_touched().
  std::vector<calendar::FactNow> apply(calendar::World& world, const calendar::Change& change);

  bool operator==(const StateChecksum&) const = default;

 private:
  std::uint64_t sum_{0};
};

}  // namespace tandem::sync
