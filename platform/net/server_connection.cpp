#include "platform/net/server_connection.h"

#include <algorithm>
#include <utility>

#include "platform/net/asio_context.h"

namespace tandem::platform {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kWriteChunk = std::size_t{64} * 1024;

HttpAnswer plain_answer(unsigned status, std::string text) {
  HttpAnswer answer;
  answer.status = status;
  answer.body = std::move(text) + "\n";
  return answer;
}

// The same path without the upgrade is a browser, or a proxy that dropped the header.
bool is_device_path(const std::string& target) { return target == kDevicePath; }

HttpAnswer upgrade_required() {
  auto answer = plain_answer(426, "This address is for tandem devices.");
  answer.headers["Upgrade"] = kFrameProtocol;
  answer.headers["Connection"] = "Upgrade";
  return answer;
}

}  // namespace

struct ServerConnection::PendingAnswer {
  std::optional<HttpAnswer> answer;
  asio::steady_timer* answered{nullptr};  // null when nobody waits any more

  void give(HttpAnswer given) {
    if (answer || answered == nullptr) return;
    answer = std::move(given);
    answered->cancel();
  }
};

// Ends with the coroutine's frame too, which a loop that goes away destroys where it stands: a handler may keep its
// `respond` for longer than the connection and its timer live.
struct ServerConnection::Waiting {
  std::shared_ptr<PendingAnswer> pending;
  Waiting(std::shared_ptr<PendingAnswer> on, asio::steady_timer& answered) : pending(std::move(on)) {
    pending->answered = &answered;
  }
  ~Waiting() { pending->answered = nullptr; }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
};

namespace {

// Answers 500 when the last copy of a handler's `respond` goes away without having been called.
template <class Pending>
struct Responder {
  std::shared_ptr<Pending> pending;
  explicit Responder(std::shared_ptr<Pending> to) : pending(std::move(to)) {}
  ~Responder() { pending->give(plain_answer(500, "No answer.")); }
  Responder(const Responder&) = delete;
  Responder& operator=(const Responder&) = delete;
};

}  // namespace

ServerConnection::ServerConnection(asio::io_context& context, std::unique_ptr<ByteStream> stream,
                                   const ListenerServices& services, std::chrono::milliseconds handshake_timeout)
    : context_(context),
      stream_(std::move(stream)),
      services_(services),
      handshake_timeout_(handshake_timeout),
      deadline_(context),
      reader_(std::in_place),
      answered_(context) {}

void ServerConnection::stop() {
  stopping_ = true;
  if (const auto frames = frames_.lock()) {
    frames->close();
  } else {
    cut();
  }
}

void ServerConnection::cut() {
  stopping_ = true;
  if (const auto frames = frames_.lock()) frames->cut();
  if (stream_) stream_->close();
  answered_.cancel();
}

asio::awaitable<void> ServerConnection::run(std::shared_ptr<ServerConnection> self) {
  self->deadline_.start(self->handshake_timeout_, [weak = self->weak_from_this()] {
    if (const auto alive = weak.lock(); alive && alive->stream_) alive->stream_->close();
  });
  const Status secure = co_await self->stream_->handshake();
  bool upgraded = false;
  if (secure && !self->stopping_) upgraded = co_await serve_requests(self);
  self->deadline_.cancel();
  if (upgraded) co_await serve_frames(self);
}

asio::awaitable<bool> ServerConnection::serve_requests(std::shared_ptr<ServerConnection> self) {
  bool open = true;
  while (open && !self->stopping_) {
    Result<ParsedRequest> parsed = co_await self->read_request();
    if (!parsed) {
      co_await self->refuse(std::move(parsed.error()));
      co_return false;
    }
    if (parsed->wants_frames) {
      std::string agreed = upgrade_answer();
      const bool sent = co_await self->write(std::move(agreed));
      co_return sent;
    }
    open = co_await self->answer_request(std::move(*parsed));
  }
  co_return false;
}

// Lives as long as the device is connected, so nothing of HTTP stays.
asio::awaitable<void> ServerConnection::serve_frames(std::shared_ptr<ServerConnection> self) {
  auto handler = self->services_.accept_device();
  if (!handler) co_return;
  auto frames = std::make_shared<FrameSession>(self->context_, std::move(self->stream_), std::move(handler));
  frames->set_frame_limit(kMaxFrameBeforeHello);
  self->frames_ = frames;
  std::string unread = self->reader_->take_rest();
  self->reader_.reset();
  co_await FrameSession::run(std::move(frames), std::move(unread));
}

asio::awaitable<Result<ParsedRequest>> ServerConnection::read_request() {
  bool in_body = false;
  for (;;) {
    auto next = reader_->next();
    if (!next) {
      Result<ParsedRequest> wrong = tl::unexpected(std::move(next.error()));
      co_return wrong;
    }
    if (*next) {
      Result<ParsedRequest> parsed(std::move(**next));
      co_return parsed;
    }
    if (!in_body && reader_->head_done()) {
      in_body = true;
      deadline_.restart(kBodyTimeout);
    }
    const Received got = co_await stream_->read_some();
    if (got.error) {
      Result<ParsedRequest> ended = fail(ErrorKind::Closed, got.error.message());
      co_return ended;
    }
    reader_->feed(got.bytes);
  }
}

asio::awaitable<bool> ServerConnection::answer_request(ParsedRequest parsed) {
  deadline_.cancel();  // from here on the time is the handler's
  const bool head_only = parsed.request.method == "HEAD";
  HttpAnswer answer;
  if (is_device_path(parsed.request.target)) {
    answer = upgrade_required();
  } else {
    parsed.request.peer = stream_->peer();
    parsed.request.certificate = stream_->certificate();
    answer = co_await ask_handler(std::move(parsed.request));
  }
  if (stopping_) co_return false;
  std::string text = answer_text(answer, parsed.keep_alive, head_only);
  const bool sent = co_await write(std::move(text));
  if (!sent) co_return false;
  if (!parsed.keep_alive) {
    co_await leave();
    co_return false;
  }
  deadline_.restart(kKeepAliveTimeout);
  co_return true;
}

asio::awaitable<HttpAnswer> ServerConnection::ask_handler(HttpRequest request) {
  const auto pending = std::make_shared<PendingAnswer>();
  const Waiting waiting(pending, answered_);
  answered_.expires_at(asio::steady_timer::time_point::max());
  {
    auto responder = std::make_shared<Responder<PendingAnswer>>(pending);
    auto respond = [responder = std::move(responder)](HttpAnswer given) { responder->pending->give(std::move(given)); };
    services_.http(std::move(request), std::move(respond));
  }
  if (!pending->answer && !stopping_) {
    const auto [cancelled] = co_await answered_.async_wait(kAwaitTuple);
    (void)cancelled;
  }
  HttpAnswer answer;
  if (pending->answer) answer = std::move(*pending->answer);
  co_return answer;
}

asio::awaitable<bool> ServerConnection::write(std::string text) {
  std::size_t written = 0;
  while (written < text.size()) {
    deadline_.restart(kBodyTimeout);
    const asio::const_buffer rest(text.data() + written, std::min(text.size() - written, kWriteChunk));
    const Transfer sent = co_await stream_->write_some(rest);
    if (sent.error) co_return false;
    written += sent.bytes;
  }
  co_return true;
}

asio::awaitable<void> ServerConnection::refuse(Error why) {
  if (why.kind == ErrorKind::Closed) co_return;
  const HttpAnswer answer = plain_answer(reader_->refusal_status(), why.message);
  std::string text = answer_text(answer, false, false);
  const bool sent = co_await write(std::move(text));
  if (sent) co_await leave();
}

// Closing with bytes unread would reset the connection and could take the answer with it: read on for a moment.
asio::awaitable<void> ServerConnection::leave() {
  stream_->finish_sending();
  deadline_.restart(kCloseLinger);
  for (;;) {
    const Received got = co_await stream_->read_some();
    if (got.error) co_return;
  }
}

}  // namespace tandem::platform
