#pragma once
// The configuration file that tandem-server and tandem-admin share (platform/packaging/server.toml shows every key).
// Paths in it are relative to its own folder. Any thread.

#include <filesystem>

#include "platform/base/result.h"
#include "sync/server/server.h"

namespace tandem::sync {

// NotFound, Denied or TooLarge for the file; Invalid with row and key for what is wrong in it: a syntax error, a key we
// do not know, a value out of range, a certificate without its key.
[[nodiscard]] platform::Result<ServerOptions> load_server_options(const std::filesystem::path& file);

}  // namespace tandem::sync
