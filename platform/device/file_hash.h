#pragma once
// The hash that a file is recognised by, as `b2sum -l 256` prints it. Any thread.

#include <filesystem>
#include <string>

#include "platform/base/result.h"

namespace tandem::platform {

// BLAKE2b of 32 bytes, hex. NotFound or Denied for the file, Unavailable when it cannot be read to its end.
[[nodiscard]] Result<std::string> hash_file(const std::filesystem::path& file);

}  // namespace tandem::platform
