#pragma once
// The secret that tandem-admin shows the server: a file only the server's own user can read.

#include <filesystem>
#include <string>

#include "platform/base/result.h"

namespace tandem::sync {

inline constexpr const char* kAdminTokenFile = "admin.token";
// The certificates of the server's own authorities, PEM, for administrators to trust. No secret.
inline constexpr const char* kAuthorityFile = "authority.pem";

// The token in the file; a new one, mode 0600, when the file is not there. Denied when it cannot be read or written,
// Full when the disk is, Corrupt when it holds no token.
[[nodiscard]] platform::Result<std::string> admin_token(const std::filesystem::path& file);

}  // namespace tandem::sync
