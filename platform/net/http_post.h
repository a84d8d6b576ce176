#pragma once
// HTTP(S) POST to a server of ours, by libcurl: an administrator's request. No redirects are followed, so a token goes
// to nobody else. Blocks; any thread.

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "platform/base/result.h"
#include "platform/net/frame_dialer.h"

namespace tandem::platform {

struct HttpPost {
  std::string url;           // http or https
  std::string bearer_token;  // sent as Authorization when set
  std::string content_type{"application/json"};
  std::string body;
  std::string authority_file;  // PEM; empty: the system's
  // As a device: shows its certificate, believes its authorities only. Then `connect_to` ("HOST:PORT") says where the
  // server is, and the url's host is kDeviceServerName.
  std::optional<ClientIdentity> identity{};
  std::string connect_to{};
  // Asked about once a second while waiting; true ends the request. Empty: never.
  std::function<bool()> cancelled{};
  // Any certificate will do: only to ask who the server says it is.
  bool trust_anybody{false};
  std::size_t max_bytes{std::size_t{16} * 1024 * 1024};
  std::chrono::seconds connect_timeout{10};
  std::chrono::seconds total_timeout{60};
};

struct HttpPosted {
  unsigned status{0};
  std::string body;
};

// Success is an answer, whatever its status. TimedOut, TooLarge, Denied (certificate), Unavailable (nobody listens,
// with curl's own words), Invalid (not such a URL, a line end in the token).
[[nodiscard]] Result<HttpPosted> http_post(const HttpPost& request);

}  // namespace tandem::platform
