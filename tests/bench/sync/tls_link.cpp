#include "tests/bench/sync/tls_link.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace tandem::bench {
namespace {

constexpr std::size_t kReceiveBytes = std::size_t{16} * 1024;

int dial(std::uint16_t port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return descriptor;
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0 || errno == EINPROGRESS) {
    return descriptor;
  }
  ::close(descriptor);
  return -1;
}

}  // namespace

SslContext make_ssl_context() {
  SslContext context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(context.get(),
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context.get(), 1);
  return context;
}

TlsLink::TlsLink(SSL_CTX* context, std::uint16_t port, int epoll, std::uint64_t tag)
    : descriptor_(dial(port)), ssl_(SSL_new(context)) {
  if (descriptor_ < 0) {
    state_ = State::Failed;
    return;
  }
  SSL_set_fd(ssl_.get(), descriptor_);
  SSL_set_connect_state(ssl_.get());
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.u64 = tag;
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor_, &event);
}

TlsLink::~TlsLink() {
  ssl_.reset();
  if (descriptor_ >= 0) ::close(descriptor_);
}

void TlsLink::judge(int result) {
  const int why = SSL_get_error(ssl_.get(), result);
  if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) state_ = State::Failed;
}

void TlsLink::proceed() {
  if (state_ == State::Connecting) {
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_.get());
    if (result == 1) {
      state_ = State::Open;
    } else {
      judge(result);
    }
  }
  if (state_ == State::Open) flush();
}

std::string_view TlsLink::receive() {
  static std::array<char, kReceiveBytes> space;
  if (state_ != State::Open) return {};
  ERR_clear_error();
  const int result = SSL_read(ssl_.get(), space.data(), static_cast<int>(space.size()));
  if (result > 0) return {space.data(), static_cast<std::size_t>(result)};
  judge(result);
  return {};
}

void TlsLink::send(std::string_view bytes) {
  queued_.append(bytes);
  if (state_ == State::Open) flush();
}

void TlsLink::flush() {
  while (!queued_.empty()) {
    ERR_clear_error();
    const int result = SSL_write(ssl_.get(), queued_.data(), static_cast<int>(queued_.size()));
    if (result <= 0) return judge(result);
    queued_.erase(0, static_cast<std::size_t>(result));
  }
  std::string().swap(queued_);
}

}  // namespace tandem::bench
