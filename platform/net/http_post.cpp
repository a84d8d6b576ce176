#include "platform/net/http_post.h"

#include <curl/curl.h>

#include <array>
#include <memory>
#include <utility>

#include "platform/base/check.h"

namespace tandem::platform {
namespace {

struct CloseEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, CloseEasy>;
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

struct Transfer {
  std::string body;
  std::size_t max_bytes{0};
  bool too_large{false};
};

std::size_t take_body(const char* data, std::size_t size, std::size_t count, void* into) {
  auto& transfer = *static_cast<Transfer*>(into);
  if (size * count > transfer.max_bytes - transfer.body.size()) {
    transfer.too_large = true;
    return 0;  // curl ends the transfer
  }
  transfer.body.append(data, size * count);
  return size * count;
}

template <class Value>
void set(const Easy& easy, CURLoption option, Value value) {
  TANDEM_CHECK(curl_easy_setopt(easy.get(), option, value) == CURLE_OK);
}

HeaderList headers_of(const HttpPost& request) {
  HeaderList list(curl_slist_append(nullptr, ("Content-Type: " + request.content_type).c_str()));
  if (!request.bearer_token.empty()) {
    curl_slist_append(list.get(), ("Authorization: Bearer " + request.bearer_token).c_str());
  }
  // Without a pause to ask whether the body is welcome.
  curl_slist_append(list.get(), "Expect:");
  return list;
}

void set_request(const Easy& easy, const HttpPost& request) {
  using std::chrono::milliseconds;
  set(easy, CURLOPT_URL, request.url.c_str());
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_POSTFIELDS, request.body.data());
  set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  set(easy, CURLOPT_USERAGENT, "tandem-admin");
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(milliseconds(request.connect_timeout).count()));
  set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(milliseconds(request.total_timeout).count()));
  set(easy, CURLOPT_NOSIGNAL, 1L);
}

curl_blob blob_of(const std::string& text) {
  // curl copies it and changes nothing.
  return {const_cast<char*>(text.data()), text.size(), CURL_BLOB_COPY};
}

void set_trust(const Easy& easy, const HttpPost& request) {
  set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_3));
  if (!request.authority_file.empty()) set(easy, CURLOPT_CAINFO, request.authority_file.c_str());
  if (request.trust_anybody) {
    set(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    set(easy, CURLOPT_SSL_VERIFYHOST, 0L);
  }
  if (!request.identity) return;
  const curl_blob authorities = blob_of(request.identity->authorities);
  set(easy, CURLOPT_CAINFO_BLOB, &authorities);
  set(easy, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  if (request.identity->certificate.empty()) return;
  const curl_blob certificate = blob_of(request.identity->certificate);
  const curl_blob key = blob_of(request.identity->private_key);
  set(easy, CURLOPT_SSLCERT_BLOB, &certificate);
  set(easy, CURLOPT_SSLKEY_BLOB, &key);
}

// Called about once a second even while nothing arrives; anything but 0 ends the transfer.
int ask_cancelled(void* request, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const HttpPost*>(request)->cancelled() ? 1 : 0;
}

void let_cancel(const Easy& easy, const HttpPost& request) {
  if (!request.cancelled) return;
  set(easy, CURLOPT_NOPROGRESS, 0L);
  set(easy, CURLOPT_XFERINFOFUNCTION, &ask_cancelled);
  set(easy, CURLOPT_XFERINFODATA, static_cast<const void*>(&request));
}

// "HOST:PORT" in place of whatever the url says.
HeaderList route_of(const HttpPost& request) {
  if (request.connect_to.empty()) return nullptr;
  return HeaderList(curl_slist_append(nullptr, ("::" + request.connect_to).c_str()));
}

ErrorKind kind_of(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT: return ErrorKind::TimedOut;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE: return ErrorKind::Denied;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return ErrorKind::Invalid;
    default: return ErrorKind::Unavailable;
  }
}

}  // namespace

Result<HttpPosted> http_post(const HttpPost& request) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  TANDEM_CHECK(ready == CURLE_OK);
  if (request.bearer_token.find_first_of("\r\n") != std::string::npos) {
    return fail(ErrorKind::Invalid, "the token holds a line end");
  }
  const Easy easy(curl_easy_init());
  if (!easy) return fail(ErrorKind::Unavailable, "no memory for a transfer");
  const HeaderList headers = headers_of(request);
  Transfer transfer{{}, request.max_bytes, false};
  std::array<char, CURL_ERROR_SIZE> words{};
  set_request(easy, request);
  set_trust(easy, request);
  let_cancel(easy, request);
  const HeaderList route = route_of(request);
  if (route) set(easy, CURLOPT_CONNECT_TO, route.get());
  set(easy, CURLOPT_HTTPHEADER, headers.get());
  set(easy, CURLOPT_ERRORBUFFER, words.data());
  set(easy, CURLOPT_WRITEFUNCTION, &take_body);
  set(easy, CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
  const CURLcode code = curl_easy_perform(easy.get());
  if (transfer.too_large) return fail(ErrorKind::TooLarge, "the answer is larger than expected");
  if (code != CURLE_OK) return fail(kind_of(code), words.front() != '\0' ? words.data() : curl_easy_strerror(code));
  long status = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
  return HttpPosted{static_cast<unsigned>(status), std::move(transfer.body)};
}

}  // namespace tandem::platform
