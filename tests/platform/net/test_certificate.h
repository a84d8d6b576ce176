#pragma once
// A self-signed certificate made for one test, so that none expires in the repository.

#include <filesystem>
#include <string>

#include "platform/net/listener.h"

namespace tandem::platform {

// Writes <name>.pem and <name>.key into `folder`. `alternative` is one subject alternative name: "IP:127.0.0.1",
// "DNS:localhost". The certificate is also its own authority file.
TlsFiles make_test_certificate(const std::filesystem::path& folder, const std::string& name,
                               const std::string& alternative);

}  // namespace tandem::platform
