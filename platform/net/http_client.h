#pragma once
// HTTP(S) GET for feeds, by libcurl: conditional requests, redirects, size and time limits. Blocks; call it on a thread
// that may wait. Thread-safe.

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace tandem::platform {

struct HttpGet {
  std::string url;  // http, https, webcal (read as https), webcals
  std::string user;
  std::string password;
  std::string etag;            // sent as If-None-Match when set
  std::string last_modified;   // sent as If-Modified-Since when set
  std::string authority_file;  // PEM; empty: the system's
  std::size_t max_bytes{std::size_t{16} * 1024 * 1024};
  std::chrono::seconds connect_timeout{10};
  std::chrono::seconds total_timeout{60};
  // Asked about once a second while waiting; true ends the request as Closed. Empty: never.
  std::function<bool()> cancelled;
  // When set: hears of the body in pieces as it arrives, and HttpFetched::body stays empty. An error ends the request
  // and is its answer. Only the body of a 200 is heard of.
  std::function<Status(std::string_view bytes)> take_body;
};

struct HttpFetched {
  bool not_modified{false};
  std::string body;
  std::string etag;
  std::string last_modified;
};

// Success is 200 with a body or 304. TimedOut, TooLarge, Denied (401, 403, certificate), NotFound (404, 410),
// Unavailable (anything else, with curl's own words), Invalid (not a URL we fetch).
[[nodiscard]] Result<HttpFetched> http_get(const HttpGet& request);

}  // namespace tandem::platform
