#pragma once
// BYSETPOS: which of a period's candidates are meant. Internal to calendar/recurrence.

#include <cstddef>
#include <vector>

namespace tandem::calendar {

class SetPositions {
 public:
  explicit SetPositions(const std::vector<int>& positions) : positions_(positions) {}

  [[nodiscard]] bool all() const { return positions_.empty(); }
  // Indexes into a set of `size`, sorted; not to be asked when all() are meant. Valid until the next call.
  const std::vector<std::size_t>& of(std::size_t size);
  // How many of a set of `size` are meant.
  std::size_t count_of(std::size_t size) { return all() ? size : of(size).size(); }

 private:
  const std::vector<int>& positions_;
  std::size_t size_{0};
  std::vector<std::size_t> picked_;  // for sets of size_
};

}  // namespace tandem::calendar
