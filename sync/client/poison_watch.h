#pragma once
// Finds the command that a server ends the connection over instead of deciding it: an older one that cannot read a
// whole Push for the sake of one command, or one with a bug. When a connection ends with a protocol error while
// commands are under way, they are pushed one at a time; the one that does it twice, alone, is the one. A server that
// does it for every command is not believed.

#include <cstddef>
#include <cstdint>
#include <optional>

namespace tandem::sync {

// Connections that end over a command while nothing else is under way, before it is given up.
inline constexpr int kPoisonStrikes = 2;
// Commands given up without a verdict on any other in between.
inline constexpr int kMaxSetAsideInARow = 3;

class PoisonWatch {
 public:
  // Push one command at a time.
  [[nodiscard]] bool one_at_a_time() const { return last_suspect_.has_value(); }
  // The server ended the connection with a protocol error while `under_way` commands, `first` to `last`, had no
  // verdict. The number of the one to give up, if it is known now.
  [[nodiscard]] std::optional<std::uint64_t> accuse(std::size_t under_way, std::uint64_t first, std::uint64_t last);
  // Verdicts came; `oldest` is the lowest number that still waits, if any.
  void verdicts(std::optional<std::uint64_t> oldest);
  // It is not one command's fault: trying again soon does not help.
  [[nodiscard]] bool helpless() const { return in_a_row_ >= kMaxSetAsideInARow; }

 private:
  std::optional<std::uint64_t> last_suspect_;  // one at a time up to this number
  std::uint64_t accused_{0};
  int strikes_{0};
  int in_a_row_{0};
};

}  // namespace tandem::sync
