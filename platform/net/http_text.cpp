#include "platform/net/http_text.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/version.hpp>
#include <cstdint>
#include <sstream>
#include <utility>

namespace tandem::platform {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return result;
}

std::string text_of(beast::string_view text) { return std::string(text.data(), text.size()); }

Error parse_error(const error_code& error) {
  const bool large = error == http::error::header_limit || error == http::error::body_limit;
  return Error{large ? ErrorKind::TooLarge : ErrorKind::Invalid, error.message()};
}

bool asks_for_frames(const http::request<http::string_body>& message) {
  return message.method() == http::verb::get && message.target() == kDevicePath &&
         beast::iequals(message[http::field::upgrade], kFrameProtocol) &&
         http::token_list(message[http::field::connection]).exists("upgrade");
}

HttpRequest request_of(http::request<http::string_body> message) {
  HttpRequest request;
  request.method = text_of(message.method_string());
  request.target = text_of(message.target());
  for (const auto& field : message) {
    // A field that comes twice is one list (RFC 9110, section 5.3).
    auto& value = request.headers[lower(std::string_view(field.name_string().data(), field.name_string().size()))];
    value += (value.empty() ? "" : ", ") + text_of(field.value());
  }
  request.body = std::move(message.body());
  return request;
}

}  // namespace

struct HttpRequestReader::Parser {
  Parser() {
    parser.header_limit(static_cast<std::uint32_t>(kMaxHttpHead));
    parser.body_limit(kMaxHttpBody);
  }
  http::request_parser<http::string_body> parser;
};

HttpRequestReader::HttpRequestReader() : parser_(std::make_unique<Parser>()) {}
HttpRequestReader::~HttpRequestReader() = default;

void HttpRequestReader::feed(std::string_view bytes) { buffer_.append(bytes); }

bool HttpRequestReader::head_done() const { return parser_->parser.is_header_done(); }

std::string HttpRequestReader::take_rest() { return std::exchange(buffer_, {}); }

// One step: the head, or what has come of the body.
Status HttpRequestReader::advance() {
  auto& parser = parser_->parser;
  error_code error;
  buffer_.erase(0, parser.put(asio::buffer(buffer_), error));
  if (error && error != http::error::need_more) {
    if (error == http::error::header_limit) refusal_status_ = 431;
    if (error == http::error::body_limit) refusal_status_ = 413;
    return tl::unexpected(parse_error(error));
  }
  if (!parser.is_header_done() && buffer_.size() > kMaxHttpHead) {
    refusal_status_ = 431;
    return fail(ErrorKind::TooLarge, "the head of a request is over the limit");
  }
  if (!parser.is_header_done() || !parser.chunked()) return {};
  // Beast 1.81 aborts on the end of a chunked body that arrives in small parts; our clients always know the length, and
  // RFC 9112, section 6.3, lets a server insist on it.
  refusal_status_ = 411;
  return fail(ErrorKind::Invalid, "a request with a body needs a Content-Length");
}

Result<std::optional<ParsedRequest>> HttpRequestReader::next() {
  auto& parser = parser_->parser;
  while (!parser.is_done()) {
    const bool had_head = parser.is_header_done();
    if (buffer_.empty()) return std::nullopt;
    if (auto good = advance(); !good) return tl::unexpected(good.error());
    // Once more when the head has just ended: the body, or a part of it, may be behind it.
    if (!parser.is_done() && had_head == parser.is_header_done()) return std::nullopt;
  }
  std::optional<ParsedRequest> parsed(std::in_place);
  auto message = parser.release();
  parsed->keep_alive = message.keep_alive();
  parsed->wants_frames = asks_for_frames(message);
  parsed->request = request_of(std::move(message));
  parser_ = std::make_unique<Parser>();
  return parsed;
}

std::string answer_text(const HttpAnswer& answer, bool keep_alive, bool head_only) {
  http::response<http::empty_body> head;
  head.version(11);
  head.result(answer.status);
  head.set(http::field::content_type, answer.content_type);
  for (const auto& [name, value] : answer.headers) {
    // A line break in a value would begin a header of somebody else's choice.
    if (value.find_first_of("\r\n") == std::string::npos) head.set(name, value);
  }
  head.keep_alive(keep_alive);
  // 204 and 304 have no body and say no length (RFC 9110, section 8.6).
  const bool bodiless = answer.status == 204 || answer.status == 304;
  if (!bodiless) head.content_length(answer.body.size());
  std::ostringstream text;
  text << head.base();
  auto result = std::move(text).str();
  if (!head_only && !bodiless) result += answer.body;
  return result;
}

std::string upgrade_request(const std::string& host) {
  http::request<http::empty_body> head(http::verb::get, kDevicePath, 11);
  head.set(http::field::host, host);
  head.set(http::field::connection, "Upgrade");
  head.set(http::field::upgrade, kFrameProtocol);
  std::ostringstream text;
  text << head.base();
  return std::move(text).str();
}

std::string upgrade_answer() {
  http::response<http::empty_body> head(http::status::switching_protocols, 11);
  head.set(http::field::connection, "Upgrade");
  head.set(http::field::upgrade, kFrameProtocol);
  std::ostringstream text;
  text << head.base();
  return std::move(text).str();
}

Result<std::optional<std::size_t>> read_upgrade_answer(std::string_view text) {
  http::response_parser<http::empty_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(kMaxHttpHead));
  error_code error;
  const auto used = parser.put(asio::const_buffer(text.data(), text.size()), error);
  if (error == http::error::need_more) return std::nullopt;
  if (error) return tl::unexpected(parse_error(error));
  if (!parser.is_header_done()) return std::nullopt;
  const auto& head = parser.get();
  if (head.result() != http::status::switching_protocols ||
      !beast::iequals(head[http::field::upgrade], kFrameProtocol)) {
    return fail(ErrorKind::Invalid, "the server does not speak " + std::string(kFrameProtocol) + ": it answered " +
                                        std::to_string(head.result_int()));
  }
  return std::optional<std::size_t>(used);
}

}  // namespace tandem::platform
