#pragma once
// A TLS 1.3 connection of the load generator, as light as OpenSSL allows: one descriptor in the fleet's epoll, no
// thread, no buffers while nothing is under way. The server's certificate is not checked: what the generator computes
// is not measured. The server checks the device's.

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tandem::bench {

struct FreeSslContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using SslContext = std::unique_ptr<SSL_CTX, FreeSslContext>;

[[nodiscard]] SslContext make_ssl_context();

class TlsLink {
 public:
  enum class State : std::uint8_t { Connecting, Open, Failed };

  // For what is to be set before the first event.
  [[nodiscard]] SSL* ssl() { return ssl_.get(); }
  // Dials 127.0.0.1 and enters `epoll` (edge-triggered) under `tag`.
  TlsLink(SSL_CTX* context, std::uint16_t port, int epoll, std::uint64_t tag);
  ~TlsLink();
  TlsLink(const TlsLink&) = delete;
  TlsLink& operator=(const TlsLink&) = delete;

  // After an event: goes on with the handshake. Writes what is queued once it is done.
  void proceed();
  // What has come, in memory that all links share; empty when nothing more has. Sets Failed at the peer's end.
  [[nodiscard]] std::string_view receive();
  void send(std::string_view bytes);
  [[nodiscard]] State state() const { return state_; }

 private:
  void flush();
  // False when the connection is of no more use.
  void judge(int result);

  struct FreeSsl {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };
  int descriptor_;
  std::unique_ptr<SSL, FreeSsl> ssl_;
  std::string queued_;
  State state_{State::Connecting};
};

}  // namespace tandem::bench
