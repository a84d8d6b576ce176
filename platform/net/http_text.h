#pragma once
// HTTP/1.1 as text: requests and answer heads in, answers and the upgrade out, by Beast's parser. Pure, so that it can
// be fuzzed. Private to this room.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/net/listener.h"

namespace tandem::platform {

inline constexpr const char* kFrameProtocol = "tandem/1";
inline constexpr const char* kDevicePath = "/device";

struct ParsedRequest {
  HttpRequest request;
  bool keep_alive{false};
  // An Upgrade to kFrameProtocol by GET on kDevicePath.
  bool wants_frames{false};
};

// Requests one after the other from one connection.
class HttpRequestReader {
 public:
  HttpRequestReader();
  ~HttpRequestReader();
  HttpRequestReader(const HttpRequestReader&) = delete;
  HttpRequestReader& operator=(const HttpRequestReader&) = delete;

  void feed(std::string_view bytes);
  // The next whole request; nothing when more bytes are needed. TooLarge over kMaxHttpHead or kMaxHttpBody, Invalid
  // when it is not HTTP or its body has no Content-Length; after an error the connection is of no more use.
  [[nodiscard]] Result<std::optional<ParsedRequest>> next();
  // The head of the request that next() waits for has come.
  [[nodiscard]] bool head_done() const;
  // How HTTP calls the error that next() gave: 400, 411, 413 or 431.
  [[nodiscard]] unsigned refusal_status() const { return refusal_status_; }
  // What came behind the last request.
  [[nodiscard]] std::string take_rest();

 private:
  struct Parser;
  Status advance();

  std::unique_ptr<Parser> parser_;
  std::string buffer_;
  unsigned refusal_status_{400};
};

// Content-Length is always there; for HEAD the body is left out.
[[nodiscard]] std::string answer_text(const HttpAnswer& answer, bool keep_alive, bool head_only);

[[nodiscard]] std::string upgrade_request(const std::string& host);
[[nodiscard]] std::string upgrade_answer();
// How many bytes of `text` the server's agreement to the upgrade takes; nothing when more are needed. Invalid when the
// server says anything but 101, TooLarge over kMaxHttpHead.
[[nodiscard]] Result<std::optional<std::size_t>> read_upgrade_answer(std::string_view text);

}  // namespace tandem::platform
