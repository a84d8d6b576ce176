// TLS over a socket that never blocks. asio::ssl::stream keeps four buffers of 17 KB for as long as a connection lives;
// here OpenSSL reads and writes the socket itself, with buffers of its own that SSL_MODE_RELEASE_BUFFERS gives back
// whenever nothing is under way.

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <utility>

#include "platform/base/check.h"
#include "platform/certificates/certificates.h"
#include "platform/net/asio_context.h"
#include "platform/net/byte_stream.h"
#include "platform/net/handshake_line.h"
#include "platform/net/socket_bio.h"

namespace tandem::platform {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// What one call of OpenSSL came to. Neither done nor an error: it waits for the socket.
struct Step {
  bool done{false};
  std::size_t bytes{0};
  error_code error{};
  tcp::socket::wait_type wants{tcp::socket::wait_read};
};

error_code error_of(int reason, int system_error) {
  if (reason == SSL_ERROR_ZERO_RETURN) return asio::error::eof;
  const auto code = ERR_get_error();
  if (reason == SSL_ERROR_SYSCALL && system_error != 0) {
    return {system_error, boost::system::system_category()};
  }
  const bool cut = reason == SSL_ERROR_SYSCALL || ERR_GET_REASON(code) == SSL_R_UNEXPECTED_EOF_WHILE_READING;
  if (cut) return asio::ssl::error::stream_truncated;
  if (reason == SSL_ERROR_SSL) return {static_cast<int>(code), asio::error::get_ssl_category()};
  return asio::ssl::error::unexpected_result;
}

std::optional<PeerCertificate> certificate_of(X509* certificate) {
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> bytes(BIO_new(BIO_s_mem()), &BIO_free_all);
  TANDEM_CHECK(bytes != nullptr && PEM_write_bio_X509(bytes.get(), certificate) == 1);
  char* text = nullptr;
  const auto size = static_cast<std::size_t>(BIO_get_mem_data(bytes.get(), &text));
  const auto facts = read_certificate(std::string_view(text, size));
  if (!facts) return std::nullopt;
  return PeerCertificate{facts->name, facts->fingerprint, facts->validity.not_before, facts->validity.not_after};
}

class TlsStream final : public ByteStream {
 public:
  TlsStream(tcp::socket socket, SSL_CTX* context) : socket_(std::move(socket)), ssl_(SSL_new(context)) {
    error_code ignored;  // a socket that stays blocking cannot be: it is open
    socket_.native_non_blocking(true, ignored);
    BIO* const bio = make_socket_bio(socket_);
    TANDEM_CHECK(ssl_ != nullptr && bio != nullptr);
    SSL_set_bio(ssl_.get(), bio, bio);
  }

  void accept(std::shared_ptr<HandshakeLine> line) {
    SSL_set_accept_state(ssl_.get());
    line_ = std::move(line);
  }

  void connect_to(const std::string& host) {
    SSL_set_connect_state(ssl_.get());
    SSL_set_verify(ssl_.get(), SSL_VERIFY_PEER, nullptr);
    error_code not_an_address;
    asio::ip::make_address(host, not_an_address);
    if (!not_an_address) {
      X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_.get()), host.c_str());
      return;
    }
    // Server name indication is for names only (RFC 6066, section 3).
    SSL_set_tlsext_host_name(ssl_.get(), host.c_str());
    SSL_set_hostflags(ssl_.get(), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    SSL_set1_host(ssl_.get(), host.c_str());
  }

  asio::awaitable<Status> handshake() override {
    for (;;) {
      Step step = run([](SSL* ssl) { return SSL_do_handshake(ssl); });
      if (step.done) co_return Status{};
      if (!step.error) {
        const auto [error] = co_await socket_.async_wait(step.wants, kAwaitTuple);
        step.error = error;
      }
      if (!step.error && line_ != nullptr) co_await my_turn();
      if (!step.error) continue;
      const Status refused = tl::unexpected(why_refused(step.error));
      co_return refused;
    }
  }

  asio::awaitable<Received> read_some() override {
    if (is_others_turn()) co_await asio::post(socket_.get_executor(), asio::use_awaitable);
    for (;;) {
      const auto space = receive_space();
      Step step = run([&](SSL* ssl) { return SSL_read(ssl, space.data(), static_cast<int>(space.size())); });
      if (!step.done && !step.error) {
        const auto [error] = co_await socket_.async_wait(step.wants, kAwaitTuple);
        if (!error) continue;
        step.error = error;
      }
      const Received received{step.error, std::string_view(space.data(), step.bytes)};
      co_return received;
    }
  }

  Transfer write_now(asio::const_buffer from) override {
    const Step step = run([&](SSL* ssl) { return SSL_write(ssl, from.data(), static_cast<int>(from.size())); });
    if (step.done || step.error) return {step.error, step.bytes};
    write_wants_ = step.wants;
    return {asio::error::would_block, 0};
  }

  asio::awaitable<error_code> writable() override {
    const auto [error] = co_await socket_.async_wait(write_wants_, kAwaitTuple);
    const error_code waited = error;
    co_return waited;
  }

  tcp::socket& socket() override { return socket_; }

  std::optional<PeerCertificate> certificate() const override {
    if (SSL_get0_peer_certificate(ssl_.get()) == nullptr) return std::nullopt;
    if (SSL_get_verify_result(ssl_.get()) != X509_V_OK) return std::nullopt;
    return certificate_of(SSL_get0_peer_certificate(ssl_.get()));
  }

 private:
  asio::awaitable<void> my_turn() {
    const auto turn =
        std::make_shared<asio::steady_timer>(socket_.get_executor(), asio::steady_timer::time_point::max());
    line_->join([turn] { turn->cancel(); });
    const auto [come] = co_await turn->async_wait(kAwaitTuple);
    (void)come;
  }

  struct FreeSsl {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };

  // The error queue and errno are the thread's: cleared first, read at once.
  template <class Call>
  Step run(const Call& call) {
    ERR_clear_error();
    errno = 0;
    const int result = call(ssl_.get());
    const int system_error = errno;
    if (result > 0) return {true, static_cast<std::size_t>(result)};
    const int reason = SSL_get_error(ssl_.get(), result);
    Step step;
    if (reason == SSL_ERROR_WANT_WRITE) {
      step.wants = tcp::socket::wait_write;
    } else if (reason != SSL_ERROR_WANT_READ) {
      step.error = error_of(reason, system_error);
    }
    return step;
  }

  Error why_refused(const error_code& error) {
    const long verified = SSL_get_verify_result(ssl_.get());
    if (verified == X509_V_ERR_HOSTNAME_MISMATCH || verified == X509_V_ERR_IP_ADDRESS_MISMATCH) {
      return Error{ErrorKind::Denied, "the certificate is for another host name: connect by the name it was made for"};
    }
    if (verified != X509_V_OK) {
      return Error{ErrorKind::Denied, std::string("the certificate is not trusted (") +
                                          X509_verify_cert_error_string(verified) + "): give the right authority file"};
    }
    // A stream that ends halfway is a network that was cut or a server that goes: trying again helps.
    const bool is_tls = error.category() == asio::error::ssl_category;
    return Error{is_tls ? ErrorKind::Denied : ErrorKind::Unavailable, "TLS handshake: " + error.message()};
  }

  tcp::socket socket_;
  std::unique_ptr<SSL, FreeSsl> ssl_;  // goes before the socket that it refers to
  tcp::socket::wait_type write_wants_{tcp::socket::wait_write};
  std::shared_ptr<HandshakeLine> line_;  // of a server
};

}  // namespace

std::unique_ptr<ByteStream> make_tls_server_stream(tcp::socket socket, asio::ssl::context& tls,
                                                   std::shared_ptr<HandshakeLine> line) {
  auto stream = std::make_unique<TlsStream>(std::move(socket), tls.native_handle());
  stream->accept(std::move(line));
  return stream;
}

std::unique_ptr<ByteStream> make_tls_client_stream(tcp::socket socket, asio::ssl::context& tls,
                                                   const std::string& host) {
  auto stream = std::make_unique<TlsStream>(std::move(socket), tls.native_handle());
  stream->connect_to(host);
  return stream;
}

}  // namespace tandem::platform
