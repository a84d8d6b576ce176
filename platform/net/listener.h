#pragma once
// The server's one port. Every connection starts as HTTP/1.1, over TLS unless it is loopback without certificate: an
// Upgrade to "tandem/1" on /device becomes a frame connection, everything else is an HTTP request answered by the
// handler. One coroutine per accept loop, one per connection. Limits are below.

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "platform/base/rate_limit.h"
#include "platform/net/asio_loop.h"
#include "platform/net/frame_connection.h"

namespace tandem::platform {

inline constexpr std::size_t kMaxHttpHead = std::size_t{16} * 1024;
inline constexpr std::size_t kMaxHttpBody = std::size_t{1024} * 1024;
// Each needs a descriptor: as many as allow_descriptors() found, less what else the process opens.
inline constexpr std::size_t kMaxConnections = 16'384;
// From accept to a complete TLS handshake and request head.
inline constexpr std::chrono::seconds kHandshakeTimeout{10};
// Between two requests of one connection; and for a body to arrive, or an answer's next part to leave.
inline constexpr std::chrono::seconds kKeepAliveTimeout{60};
inline constexpr std::chrono::seconds kBodyTimeout{30};

// Connections, and so TLS handshakes, of one address: a company behind one router comes back together after an outage,
// one machine that dials without end costs half a core at most. Beyond it a connection is closed unanswered.
inline constexpr Rate kConnectionsOfAddress{500, 20'000};
inline constexpr std::size_t kMostAddresses = 4'096;

// TLS handshakes that are computed before everything else that is ready has its turn; the others wait in line, within
// their kHandshakeTimeout. So devices that are connected are heard however many come at once.
inline constexpr std::size_t kHandshakesAtOnce = 4;

struct TlsFiles {
  std::string certificate_chain;  // PEM file
  std::string private_key;        // PEM file
};

// What a device asks for by server name indication (RFC 6066) when it trusts the server's own authorities and nobody
// else. A reserved name (.internal) that no name server knows: whichever address led there, the certificate is for it.
inline constexpr const char* kDeviceServerName = "server.tandem.internal";

// How the server speaks with devices that ask for kDeviceServerName: with a certificate of its own authority, and
// asking for theirs. One of another authority ends the handshake; one that is out of date does not, and the handler is
// told its dates (PeerCertificate). All PEM.
struct DeviceTls {
  std::string certificate;
  std::string private_key;
  std::string authorities;  // whose devices are let in, one after the other
};

struct ListenOptions {
  std::string host{"127.0.0.1"};  // an address, or "localhost"
  std::uint16_t port{0};          // 0: any free one
  std::optional<TlsFiles> tls;    // with neither this nor `devices`: plain text, on loopback only
  // Besides or instead of `tls`: without it, every connection is shown the devices' certificate.
  std::optional<DeviceTls> devices{};
  // Shorter and smaller in tests.
  std::chrono::milliseconds handshake_timeout{kHandshakeTimeout};
  std::size_t max_connections{kMaxConnections};
  Rate connections_of_address{kConnectionsOfAddress};
};

struct HttpRequest {
  std::string method;
  std::string target;                          // path and query as sent, not decoded
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::string peer{};  // "192.0.2.7:41234"
  std::optional<PeerCertificate> certificate{};
};

struct HttpAnswer {
  unsigned status{200};
  std::string content_type{"text/plain; charset=utf-8"};
  std::map<std::string, std::string> headers;
  std::string body;
};

struct ListenerServices {
  // A handler for each device connection.
  std::function<std::shared_ptr<FrameHandler>()> accept_device;
  // Answers by calling `respond` once, now or later, on the loop's thread. Dropping it uncalled answers 500.
  std::function<void(HttpRequest request, std::function<void(HttpAnswer)> respond)> http;
};

// Destroyed on the loop's thread, or after the loop has stopped, before the loop itself; what is still open is cut.
class Listener {
 public:
  virtual ~Listener() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  // Loop thread. For connections from now on; of a listener that was made with `devices`. Invalid when key and
  // certificates do not fit, and nothing changes.
  [[nodiscard]] virtual Status set_device_tls(const DeviceTls& devices) = 0;
  // Loop thread. Stops accepting, closes every connection; `done` runs when the last one is gone.
  virtual void stop(std::function<void()> done) = 0;
};

// Whether others can reach this host, so that it is not listened on in plain text. False for one that is no address.
[[nodiscard]] bool reached_by_others(const std::string& host);

// Binds at once. Invalid for a host that is not an address, Denied for plain text on a host that is not loopback,
// NotFound or Invalid for certificate files, Unavailable when the address is taken.
[[nodiscard]] Result<std::unique_ptr<Listener>> listen(AsioLoop& loop, const ListenOptions& options,
                                                       ListenerServices services);

}  // namespace tandem::platform
