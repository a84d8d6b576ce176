#include "platform/net/http_client.h"

#include <curl/curl.h>

#include <array>
#include <cctype>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string_view>
#include <utility>

#include "platform/base/check.h"

namespace tandem::platform {
namespace {

constexpr long kMaxRedirects = 5;
// Slower than this for so long is a server that hangs.
constexpr long kLowSpeedBytesPerSecond = 10;
constexpr long kLowSpeedSeconds = 20;
constexpr std::size_t kMaxUrlLength = 2048;

struct CloseEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, CloseEasy>;
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

void curl_ready() {
  static const CURLcode state = curl_global_init(CURL_GLOBAL_DEFAULT);
  TANDEM_CHECK(state == CURLE_OK);
}

bool starts_with_scheme(std::string_view url, std::string_view scheme) {
  if (url.size() <= scheme.size()) return false;
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(url[i])) != scheme[i]) return false;
  }
  return true;
}

// webcal is a calendar over HTTP by convention; we always ask for the secure one.
Result<std::string> address_of(const std::string& url) {
  if (url.size() > kMaxUrlLength) return fail(ErrorKind::Invalid, "an address of over 2048 characters");
  for (const std::string_view scheme : {"webcal://", "webcals://"}) {
    if (starts_with_scheme(url, scheme)) return "https://" + url.substr(scheme.size());
  }
  if (starts_with_scheme(url, "http://") || starts_with_scheme(url, "https://")) return url;
  return fail(ErrorKind::Invalid, "not an address to fetch: it has to begin with https://, http:// or webcal://");
}

// What one transfer collects; curl hands it back to the callbacks.
struct Transfer {
  const HttpGet& request;
  CURL* handle;
  HttpFetched fetched{};
  std::size_t bytes{0};
  bool too_large{false};
  Status taken{};
};

bool is_good(CURL* handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status == 200;
}

std::size_t take_body(const char* data, std::size_t size, std::size_t count, void* into) {
  auto& transfer = *static_cast<Transfer*>(into);
  const auto bytes = size * count;
  transfer.too_large = bytes > transfer.request.max_bytes - transfer.bytes;
  if (transfer.too_large) return 0;  // curl ends the transfer
  transfer.bytes += bytes;
  if (!transfer.request.take_body) {
    transfer.fetched.body.append(data, bytes);
  } else if (is_good(transfer.handle)) {
    transfer.taken = transfer.request.take_body({data, bytes});
    if (!transfer.taken) return 0;
  }
  return bytes;
}

// The text after "name:" when this is that header, without spaces around.
bool header_value(std::string_view line, std::string_view name, std::string& value) {
  if (!starts_with_scheme(line, name)) return false;
  line.remove_prefix(name.size());
  const auto first = line.find_first_not_of(" \t");
  const auto last = line.find_last_not_of(" \t\r\n");
  value = first == std::string_view::npos || last < first ? std::string{}
                                                          : std::string(line.substr(first, last - first + 1));
  return true;
}

std::size_t take_header(const char* data, std::size_t size, std::size_t count, void* into) {
  auto& transfer = *static_cast<Transfer*>(into);
  const std::string_view line(data, size * count);
  // A redirect's headers are not those of what it leads to.
  if (line.substr(0, 5) == "HTTP/") {
    transfer.fetched.etag.clear();
    transfer.fetched.last_modified.clear();
    transfer.fetched.body.clear();
    transfer.bytes = 0;
  }
  if (!header_value(line, "etag:", transfer.fetched.etag)) {
    header_value(line, "last-modified:", transfer.fetched.last_modified);
  }
  return size * count;
}

// Called about once a second even while nothing arrives; anything but 0 ends the transfer.
int ask_cancelled(void* request, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const HttpGet*>(request)->cancelled() ? 1 : 0;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  // An option this curl does not know is a wrong build, not a wrong feed.
  TANDEM_CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

void add_header(HeaderList& list, const std::string& line) {
  // A line break from a stored ETag must not become a header of its own.
  if (line.find_first_of("\r\n") != std::string::npos) return;
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  TANDEM_CHECK(longer != nullptr);
  (void)list.release();
  list.reset(longer);
}

HeaderList headers_of(const HttpGet& request) {
  HeaderList list;
  add_header(list, "Accept: text/calendar, */*;q=0.5");
  if (!request.etag.empty()) add_header(list, "If-None-Match: " + request.etag);
  if (!request.last_modified.empty()) add_header(list, "If-Modified-Since: " + request.last_modified);
  return list;
}

void set_limits(CURL* handle, const HttpGet& request) {
  using std::chrono::milliseconds;
  set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  set(handle, CURLOPT_FOLLOWLOCATION, 1L);
  set(handle, CURLOPT_MAXREDIRS, kMaxRedirects);
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(milliseconds(request.connect_timeout).count()));
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(milliseconds(request.total_timeout).count()));
  set(handle, CURLOPT_LOW_SPEED_LIMIT, kLowSpeedBytesPerSecond);
  set(handle, CURLOPT_LOW_SPEED_TIME, kLowSpeedSeconds);
  set(handle, CURLOPT_NOSIGNAL, 1L);
  if (!request.cancelled) return;
  set(handle, CURLOPT_NOPROGRESS, 0L);
  set(handle, CURLOPT_XFERINFOFUNCTION, &ask_cancelled);
  set(handle, CURLOPT_XFERINFODATA, const_cast<void*>(static_cast<const void*>(&request)));
}

void set_identity(CURL* handle, const HttpGet& request) {
  set(handle, CURLOPT_USERAGENT, "tandem");
  if (!request.user.empty()) {
    // By itself curl sends them to the first host only, never to where it redirects.
    set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    set(handle, CURLOPT_USERNAME, request.user.c_str());
    set(handle, CURLOPT_PASSWORD, request.password.c_str());
  }
  if (!request.authority_file.empty()) set(handle, CURLOPT_CAINFO, request.authority_file.c_str());
}

ErrorKind kind_of(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT: return ErrorKind::TimedOut;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_LOGIN_DENIED: return ErrorKind::Denied;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return ErrorKind::Invalid;
    case CURLE_FILESIZE_EXCEEDED: return ErrorKind::TooLarge;
    case CURLE_ABORTED_BY_CALLBACK: return ErrorKind::Closed;
    default: return ErrorKind::Unavailable;
  }
}

Status status_answered(long status) {
  const auto said = "the server answered " + std::to_string(status);
  switch (status) {
    case 200:
    case 304: return {};
    case 401:
    case 403: return fail(ErrorKind::Denied, said + ": check user and password");
    case 404:
    case 410: return fail(ErrorKind::NotFound, said + ": the calendar is not at this address");
    default: return fail(ErrorKind::Unavailable, said);
  }
}

}  // namespace

Result<HttpFetched> http_get(const HttpGet& request) {
  curl_ready();
  const auto address = address_of(request.url);
  if (!address) return tl::unexpected(address.error());
  const Easy easy(curl_easy_init());
  if (!easy) return fail(ErrorKind::Unavailable, "no memory for a transfer");
  Transfer transfer{request, easy.get()};
  const auto headers = headers_of(request);
  std::array<char, CURL_ERROR_SIZE> words{};
  set(easy.get(), CURLOPT_URL, address->c_str());
  set(easy.get(), CURLOPT_HTTPHEADER, headers.get());
  set(easy.get(), CURLOPT_ERRORBUFFER, words.data());
  set(easy.get(), CURLOPT_WRITEFUNCTION, &take_body);
  set(easy.get(), CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
  set(easy.get(), CURLOPT_HEADERFUNCTION, &take_header);
  set(easy.get(), CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
  set_limits(easy.get(), request);
  set_identity(easy.get(), request);

  const CURLcode code = curl_easy_perform(easy.get());
  if (transfer.too_large) {
    return fail(ErrorKind::TooLarge, "the answer is over " + std::to_string(request.max_bytes) + " bytes");
  }
  if (!transfer.taken) return tl::unexpected(transfer.taken.error());
  if (code != CURLE_OK) return fail(kind_of(code), words.front() != '\0' ? words.data() : curl_easy_strerror(code));
  long status = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
  if (auto good = status_answered(status); !good) return tl::unexpected(good.error());
  transfer.fetched.not_modified = status == 304;
  return std::move(transfer.fetched);
}

}  // namespace tandem::platform
