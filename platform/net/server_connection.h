#pragma once
// One accepted connection: handshake, HTTP requests, perhaps frames. One coroutine. Private to this room. Loop thread.

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "platform/net/frame_session.h"
#include "platform/net/http_text.h"

namespace tandem::platform {

class ServerConnection : public std::enable_shared_from_this<ServerConnection> {
 public:
  // `services` must stay until run() has come back.
  ServerConnection(boost::asio::io_context& context, std::unique_ptr<ByteStream> stream,
                   const ListenerServices& services, std::chrono::milliseconds handshake_timeout);

  static boost::asio::awaitable<void> run(std::shared_ptr<ServerConnection> self);
  // Ends it soon: frames that are queued may still leave, HTTP is cut.
  void stop();
  // Ends it now.
  void cut();

 private:
  // The answer of a handler, which may come late, twice or never.
  struct PendingAnswer;
  struct Waiting;

  // True when an upgrade to frames was asked for and agreed to.
  static boost::asio::awaitable<bool> serve_requests(std::shared_ptr<ServerConnection> self);
  static boost::asio::awaitable<void> serve_frames(std::shared_ptr<ServerConnection> self);
  boost::asio::awaitable<Result<ParsedRequest>> read_request();
  // True when the connection stays open for another request.
  boost::asio::awaitable<bool> answer_request(ParsedRequest parsed);
  boost::asio::awaitable<HttpAnswer> ask_handler(HttpRequest request);
  boost::asio::awaitable<bool> write(std::string text);
  boost::asio::awaitable<void> refuse(Error why);
  boost::asio::awaitable<void> leave();

  boost::asio::io_context& context_;
  std::unique_ptr<ByteStream> stream_;
  const ListenerServices& services_;
  const std::chrono::milliseconds handshake_timeout_;
  Deadline deadline_;
  std::optional<HttpRequestReader> reader_;  // until frames take over
  boost::asio::steady_timer answered_;
  bool stopping_{false};
  std::weak_ptr<FrameSession> frames_;
};

}  // namespace tandem::platform
