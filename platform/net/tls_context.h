#pragma once
// TLS 1.3 and nothing older, for both sides. Private to this room.

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "platform/net/listener.h"

namespace tandem::platform {

// NotFound when a file cannot be read, Invalid when it is not what it should be or key and certificate do not fit.
[[nodiscard]] Result<std::unique_ptr<boost::asio::ssl::context>> make_server_tls(const TlsFiles& files);
// `authority_file` as in DialOptions.
[[nodiscard]] Result<std::unique_ptr<boost::asio::ssl::context>> make_client_tls(const std::string& authority_file);

}  // namespace tandem::platform
