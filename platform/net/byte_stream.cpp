#include "platform/net/byte_stream.h"

#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <utility>

#include "platform/net/asio_context.h"

namespace tandem::platform {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

// Sent and never acknowledged for so long: the peer is gone.
constexpr int kUnacknowledgedMilliseconds = 60'000;

class PlainStream final : public ByteStream {
 public:
  explicit PlainStream(tcp::socket socket) : socket_(std::move(socket)) {}

  asio::awaitable<Status> handshake() override { co_return Status{}; }

  asio::awaitable<Transfer> read_some(asio::mutable_buffer into) override {
    const auto [error, bytes] = co_await socket_.async_read_some(into, kAwaitTuple);
    const Transfer transfer{error, bytes};
    co_return transfer;
  }

  asio::awaitable<Transfer> write_some(asio::const_buffer from) override {
    const auto [error, bytes] = co_await socket_.async_write_some(from, kAwaitTuple);
    const Transfer transfer{error, bytes};
    co_return transfer;
  }

  tcp::socket& socket() override { return socket_; }

 private:
  tcp::socket socket_;
};

class TlsStream final : public ByteStream {
 public:
  using Side = asio::ssl::stream_base::handshake_type;

  TlsStream(tcp::socket socket, asio::ssl::context& tls, Side side) : stream_(std::move(socket), tls), side_(side) {}

  void expect_host(const std::string& host) {
    boost::system::error_code not_an_address;
    asio::ip::make_address(host, not_an_address);
    // Server name indication is for names only (RFC 6066, section 3).
    if (not_an_address) SSL_set_tlsext_host_name(stream_.native_handle(), host.c_str());
    stream_.set_verify_mode(asio::ssl::verify_peer);
    stream_.set_verify_callback([this, expected = asio::ssl::host_name_verification(host)](
                                    bool chain_good, asio::ssl::verify_context& context) {
      if (!chain_good) return false;
      const bool good = expected(chain_good, context);
      wrong_host_ = wrong_host_ || !good;
      return good;
    });
  }

  asio::awaitable<Status> handshake() override {
    const auto [error] = co_await stream_.async_handshake(side_, kAwaitTuple);
    if (!error) co_return Status{};
    const Status status = tl::unexpected(why_refused(error));
    co_return status;
  }

  asio::awaitable<Transfer> read_some(asio::mutable_buffer into) override {
    const auto [error, bytes] = co_await stream_.async_read_some(into, kAwaitTuple);
    const Transfer transfer{error, bytes};
    co_return transfer;
  }

  asio::awaitable<Transfer> write_some(asio::const_buffer from) override {
    const auto [error, bytes] = co_await stream_.async_write_some(from, kAwaitTuple);
    const Transfer transfer{error, bytes};
    co_return transfer;
  }

  tcp::socket& socket() override { return stream_.next_layer(); }

 private:
  Error why_refused(const boost::system::error_code& error) {
    const long verified = SSL_get_verify_result(stream_.native_handle());
    if (wrong_host_) {
      return Error{ErrorKind::Denied, "the certificate is for another host name: connect by the name it was made for"};
    }
    if (verified != X509_V_OK) {
      return Error{ErrorKind::Denied, std::string("the certificate is not trusted (") +
                                          X509_verify_cert_error_string(verified) + "): give the right authority file"};
    }
    const bool is_tls =
        error.category() == asio::error::ssl_category || error.category() == asio::ssl::error::get_stream_category();
    return Error{is_tls ? ErrorKind::Denied : ErrorKind::Unavailable, "TLS handshake: " + error.message()};
  }

  asio::ssl::stream<tcp::socket> stream_;
  Side side_;
  bool wrong_host_{false};
};

}  // namespace

void ByteStream::finish_sending() {
  boost::system::error_code ignored;
  socket().shutdown(tcp::socket::shutdown_send, ignored);
}

void ByteStream::close() {
  boost::system::error_code ignored;
  socket().close(ignored);
}

std::string ByteStream::peer() {
  boost::system::error_code error;
  const auto endpoint = socket().remote_endpoint(error);
  if (error) return "unknown";
  const auto address = endpoint.address();
  const auto text = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
  return text + ":" + std::to_string(endpoint.port());
}

std::unique_ptr<ByteStream> make_plain_stream(tcp::socket socket) {
  return std::make_unique<PlainStream>(std::move(socket));
}

std::unique_ptr<ByteStream> make_tls_server_stream(tcp::socket socket, asio::ssl::context& tls) {
  return std::make_unique<TlsStream>(std::move(socket), tls, asio::ssl::stream_base::server);
}

std::unique_ptr<ByteStream> make_tls_client_stream(tcp::socket socket, asio::ssl::context& tls,
                                                   const std::string& host) {
  auto stream = std::make_unique<TlsStream>(std::move(socket), tls, asio::ssl::stream_base::client);
  stream->expect_host(host);
  return stream;
}

void prepare_socket(tcp::socket& socket) {
  // Best effort: a socket that refuses an option still works.
  boost::system::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  socket.set_option(asio::socket_base::keep_alive(true), ignored);
  ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &kUnacknowledgedMilliseconds,
               sizeof kUnacknowledgedMilliseconds);
}

}  // namespace tandem::platform
