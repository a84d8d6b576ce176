#pragma once
// Files that hold secrets: keys, tokens, databases with them. Only their owner, which is the user we run as, may read
// them; others are found out before anything is trusted to them. Any thread.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace tandem::platform {

inline constexpr std::size_t kMaxSecretFile = std::size_t{64} * 1024;

// Mode 0600, all of it or nothing after a power cut: written under another name, flushed, renamed. Full when the disk
// is, Denied when it cannot be written.
[[nodiscard]] Status write_secret_file(const std::filesystem::path& file, std::string_view content);
// NotFound; Denied when it cannot be read, or as require_private() says; TooLarge over kMaxSecretFile.
[[nodiscard]] Result<std::string> read_secret_file(const std::filesystem::path& file);

// Denied, with what to type, when the file or folder belongs to somebody else, or when others may read or write it.
// One that is not there is fine.
[[nodiscard]] Status require_private(const std::filesystem::path& path);
// For a file that an administrator put there for us and that need not be ours: Denied when everybody may read or write
// it. A group may read it.
[[nodiscard]] Status require_not_public(const std::filesystem::path& path);
// The same, but takes the rights of others away from what is ours, as older versions left it; a warning says so.
[[nodiscard]] Status make_private(const std::filesystem::path& path);
// Makes the folder with mode 0700 when it is not there, then make_private().
[[nodiscard]] Status make_private_folder(const std::filesystem::path& folder);

}  // namespace tandem::platform
