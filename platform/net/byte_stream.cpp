#include "platform/net/byte_stream.h"

#include <netinet/tcp.h>

#include <array>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "platform/net/asio_context.h"

namespace tandem::platform {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

class PlainStream final : public ByteStream {
 public:
  explicit PlainStream(tcp::socket socket) : socket_(std::move(socket)) {
    error_code ignored;  // a socket that stays blocking cannot be: it is open
    socket_.non_blocking(true, ignored);
  }

  asio::awaitable<Status> handshake() override { co_return Status{}; }

  asio::awaitable<Received> read_some() override {
    if (is_others_turn()) co_await asio::post(socket_.get_executor(), asio::use_awaitable);
    for (;;) {
      const auto space = receive_space();
      error_code read;
      const auto bytes = socket_.read_some(asio::buffer(space.data(), space.size()), read);
      if (read == asio::error::would_block) {
        const auto [error] = co_await socket_.async_wait(tcp::socket::wait_read, kAwaitTuple);
        if (!error) continue;
        read = error;
      }
      const Received received{read, std::string_view(space.data(), bytes)};
      co_return received;
    }
  }

  Transfer write_now(asio::const_buffer from) override {
    error_code error;
    const auto bytes = socket_.write_some(from, error);
    return {error, bytes};
  }

  asio::awaitable<error_code> writable() override {
    const auto [error] = co_await socket_.async_wait(tcp::socket::wait_write, kAwaitTuple);
    const error_code waited = error;
    co_return waited;
  }

  tcp::socket& socket() override { return socket_; }

 private:
  tcp::socket socket_;
};

}  // namespace

std::span<char> ByteStream::receive_space() {
  static thread_local std::array<char, kReceiveBytes> space;
  return space;
}

bool ByteStream::is_others_turn() {
  if (++reads_in_a_row_ <= kReadsInARow) return false;
  reads_in_a_row_ = 0;
  return true;
}

asio::awaitable<Transfer> ByteStream::write_some(asio::const_buffer from) {
  Transfer sent = write_now(from);
  while (sent.error == asio::error::would_block) {
    const error_code waited = co_await writable();
    if (waited) {
      sent.error = waited;
      break;
    }
    sent = write_now(from);
  }
  co_return sent;
}

void ByteStream::finish_sending() {
  error_code ignored;
  socket().shutdown(tcp::socket::shutdown_send, ignored);
}

void ByteStream::close() {
  error_code ignored;
  socket().close(ignored);
}

std::string ByteStream::peer() {
  error_code error;
  const auto endpoint = socket().remote_endpoint(error);
  if (error) return "unknown";
  const auto address = endpoint.address();
  const auto text = address.is_v6() ? "[" + address.to_string() + "]" : address.to_string();
  return text + ":" + std::to_string(endpoint.port());
}

std::unique_ptr<ByteStream> make_plain_stream(tcp::socket socket) {
  return std::make_unique<PlainStream>(std::move(socket));
}

void prepare_socket(tcp::socket& socket, std::chrono::milliseconds unacknowledged) {
  // Best effort: a socket that refuses an option still works.
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  socket.set_option(asio::socket_base::keep_alive(true), ignored);
  const auto limit = static_cast<unsigned>(unacknowledged.count());
  ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &limit, sizeof limit);
}

}  // namespace tandem::platform
