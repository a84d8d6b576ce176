#pragma once
// TCP or TLS behind one face, so that everything above is compiled once and never sees OpenSSL. A stream that waits
// owns no buffer: what comes is read into memory that all streams of the thread share. Private to this room. Loop
// thread; at most one read and one write at a time.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/net/frame_connection.h"

namespace tandem::platform {

// The most that one read gives: a TLS record.
inline constexpr std::size_t kReceiveBytes = std::size_t{16} * 1024;

// A peer that sends faster than it is read has so many reads before all others have their turn.
inline constexpr int kReadsInARow = 16;

struct Transfer {
  boost::system::error_code error;
  std::size_t bytes{0};
};

struct Received {
  boost::system::error_code error;
  std::string_view bytes;  // valid until the reader waits for anything
};

class HandshakeLine;

class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // The TLS handshake; done at once on plain TCP. Denied names what is wrong with the certificate.
  virtual boost::asio::awaitable<Status> handshake() = 0;
  // At least one byte, or an error. Never more than kReadsInARow without the loop doing something else.
  virtual boost::asio::awaitable<Received> read_some() = 0;
  // What the socket takes at once. `would_block`: nothing; the next write begins with the same bytes, which may lie
  // elsewhere by then, after writable().
  virtual Transfer write_now(boost::asio::const_buffer from) = 0;
  virtual boost::asio::awaitable<boost::system::error_code> writable() = 0;
  // At least one byte, or an error.
  boost::asio::awaitable<Transfer> write_some(boost::asio::const_buffer from);
  virtual boost::asio::ip::tcp::socket& socket() = 0;
  // After the handshake: the certificate of the other side, which one of our authorities signed. Nothing without TLS,
  // or when it showed none.
  [[nodiscard]] virtual std::optional<PeerCertificate> certificate() const { return std::nullopt; }

  // Ends our side: the peer reads what was sent, then the end. TLS sends no close_notify: frames and HTTP bodies say
  // their own length, so a cut cannot be taken for an end.
  void finish_sending();
  // Everything that waits on the stream comes back with an error.
  void close();
  // "192.0.2.7:41234".
  [[nodiscard]] std::string peer();

 protected:
  // kReceiveBytes, the thread's.
  [[nodiscard]] static std::span<char> receive_space();
  // Before each read; true when the others' turn has come.
  [[nodiscard]] bool is_others_turn();

 private:
  int reads_in_a_row_{0};
};

// `tls` must outlive the stream. The server waits in `line` for its turn before it computes; the client verifies the
// certificate for `host`.
[[nodiscard]] std::unique_ptr<ByteStream> make_plain_stream(boost::asio::ip::tcp::socket socket);
[[nodiscard]] std::unique_ptr<ByteStream> make_tls_server_stream(boost::asio::ip::tcp::socket socket,
                                                                 boost::asio::ssl::context& tls,
                                                                 std::shared_ptr<HandshakeLine> line);
[[nodiscard]] std::unique_ptr<ByteStream> make_tls_client_stream(boost::asio::ip::tcp::socket socket,
                                                                 boost::asio::ssl::context& tls,
                                                                 const std::string& host);

// Sent and never acknowledged by the other machine for so long: it is gone. A device notices an address or a way that
// changed under a connection within this after it said something, and is online again within the 30 s that it has for
// it; a server can wait for what a device's network swallows.
inline constexpr std::chrono::milliseconds kUnacknowledgedByServer{8'000};
inline constexpr std::chrono::milliseconds kUnacknowledgedByDevice{60'000};

// No delay, keep-alive probes, and an end for peers that stop acknowledging.
void prepare_socket(boost::asio::ip::tcp::socket& socket, std::chrono::milliseconds unacknowledged);

}  // namespace tandem::platform
