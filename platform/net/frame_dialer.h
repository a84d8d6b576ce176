#pragma once
// The device's way to its server: TCP, TLS 1.3 unless loopback, HTTP Upgrade to "tandem/1", then frames.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "platform/net/asio_loop.h"
#include "platform/net/frame_connection.h"

namespace tandem::platform {

inline constexpr std::chrono::seconds kDialTimeout{10};

// Who a device is and whom it believes, all PEM. Its server is whoever shows a certificate for kDeviceServerName by one
// of the authorities, at whatever address.
struct ClientIdentity {
  std::string certificate;  // empty: none yet
  std::string private_key;
  std::string authorities;  // one after the other
};

struct DialOptions {
  std::string host;
  std::uint16_t port{0};
  // Verify the server against this PEM file instead of the system's authorities; empty: the system's.
  std::string authority_file;
  bool plain_text{false};  // loopback only
  // Asked at each dial, on the loop's thread, instead of the authority file: a certificate is renewed while the program
  // runs.
  std::function<Result<ClientIdentity>()> identity{};
  std::chrono::milliseconds timeout{kDialTimeout};
};

// The dialer uses `loop` and must not outlive it. Invalid for plain text to a host that is not loopback; NotFound or
// Invalid for the authority file.
[[nodiscard]] Result<std::unique_ptr<FrameDialer>> make_frame_dialer(AsioLoop& loop, const DialOptions& options);

}  // namespace tandem::platform
