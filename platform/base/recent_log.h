#pragma once
// The end of the process's log (log.h), for an administrator at the machine itself. Any thread.

#include <cstddef>
#include <string>
#include <vector>

namespace tandem::platform {

inline constexpr std::size_t kRecentLogLines = 200;

// The newest lines that were kept, oldest first, at most `count` and at most kRecentLogLines.
[[nodiscard]] std::vector<std::string> recent_log(std::size_t count);

}  // namespace tandem::platform
