#pragma once
// How many files and sockets this process may have open.

#include <cstddef>

namespace tandem::platform {

// Raises this process's soft limit to its hard one (RLIMIT_NOFILE), usually far above it.
// Returns what is allowed then. At the start of a program.
std::size_t allow_descriptors();

}  // namespace tandem::platform
