#pragma once
// The real FrameConnection: one coroutine that reads; what one task sent leaves as one write, at once or, when the
// socket is full, by a second coroutine. Quiet ones keep no buffers. Private to this room. Loop thread.

#include <boost/asio/io_context.hpp>
#include <optional>

#include "platform/net/byte_stream.h"
#include "platform/net/deadline.h"
#include "platform/net/frame_connection.h"
#include "platform/net/frame_reader.h"

namespace tandem::platform {

// How long close() waits for the peer to take what is queued and to end its side.
inline constexpr std::chrono::seconds kCloseLinger{2};

class FrameSession final : public FrameConnection, public std::enable_shared_from_this<FrameSession> {
 public:
  FrameSession(boost::asio::io_context& context, std::unique_ptr<ByteStream> stream,
               std::shared_ptr<FrameHandler> handler);

  void send(std::string frame) override;
  [[nodiscard]] std::size_t queued_bytes() const override;
  void set_frame_limit(std::size_t bytes) override { reader_.set_limit(bytes); }
  void close() override;
  [[nodiscard]] std::string peer() const override { return peer_; }
  [[nodiscard]] std::optional<PeerCertificate> certificate() const override { return certificate_; }

  // close() without waiting for anybody.
  void cut();

  // on_open(), frames until either side ends it, on_closed(). `unread` is what came with the HTTP head.
  static boost::asio::awaitable<void> run(std::shared_ptr<FrameSession> self, std::string unread);

 private:
  static boost::asio::awaitable<void> write_queue(std::shared_ptr<FrameSession> self);
  void start_writing();
  // As much as the socket takes; false when it is full.
  [[nodiscard]] bool write_now();
  void writing_done();
  // Keeps the first reason and makes both coroutines come back.
  void end(Error why);
  // Hands whole frames to the handler; false when reading is over.
  bool deliver(std::string_view bytes);
  void closed();
  // Parts handler and connection, which may hold one another, and lets go of the loop.
  void release();

  boost::asio::io_context& context_;
  // Shared with a writer that is under way; gone after on_closed(), so that a handler may keep its connection for
  // longer than the loop lives.
  std::shared_ptr<ByteStream> stream_;
  std::shared_ptr<FrameHandler> handler_;
  const std::string peer_;
  const std::optional<PeerCertificate> certificate_;
  FrameReader reader_{kMaxFrame};
  std::string gathering_;
  std::string writing_;
  std::size_t written_{0};
  bool writer_runs_{false};
  bool closing_{false};
  std::optional<Error> why_;
  std::optional<Deadline> linger_;
};

}  // namespace tandem::platform
