#pragma once
// TLS 1.3 and nothing older, for both sides. Private to this room.

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "platform/net/frame_dialer.h"
#include "platform/net/listener.h"

namespace tandem::platform {

// NotFound when a file cannot be read, Invalid when it is not what it should be or key and certificate do not fit.
[[nodiscard]] Result<std::unique_ptr<boost::asio::ssl::context>> make_server_tls(const TlsFiles& files);
[[nodiscard]] Result<std::unique_ptr<boost::asio::ssl::context>> make_device_tls(const DeviceTls& devices);
// Connections of `web` that ask for kDeviceServerName go on with what `*devices` holds at that moment; the pointer must
// stay valid while connections are made, and may hold nothing.
void serve_devices(boost::asio::ssl::context& web, std::unique_ptr<boost::asio::ssl::context>* devices);
// For a device: shows its own certificate and believes its authorities, at `now`.
[[nodiscard]] Result<std::unique_ptr<boost::asio::ssl::context>> make_client_tls(const ClientIdentity& identity,
                                                                                 std::chrono::sys_seconds now);
// `authority_file` as in DialOptions.
[[nodiscard]] Result<std::unique_ptr<boost::asio::ssl::context>> make_client_tls(const std::string& authority_file);

}  // namespace tandem::platform
