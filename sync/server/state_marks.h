#pragma once
// The checksums of the World after each of the last entries, so that a device that is a little behind can be compared
// too. Core thread.

#include <cstdint>
#include <deque>
#include <optional>

namespace tandem::sync {

inline constexpr std::size_t kMarksKept = 4'096;

class StateMarks {
 public:
  // The World was read anew and stands at `sequence`: what was known before may never have been committed.
  void restart(std::uint64_t sequence, std::uint64_t checksum);
  // After the next entry. One that does not follow the last begins anew.
  void note(std::uint64_t sequence, std::uint64_t checksum);
  [[nodiscard]] std::optional<std::uint64_t> at(std::uint64_t sequence) const;

 private:
  std::uint64_t first_{0};
  std::deque<std::uint64_t> checksums_;
};

}  // namespace tandem::sync
