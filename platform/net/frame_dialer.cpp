#include "platform/net/frame_dialer.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <utility>
#include <vector>

#include "platform/certificates/certificates.h"
#include "platform/net/asio_context.h"
#include "platform/net/frame_session.h"
#include "platform/net/http_text.h"
#include "platform/net/loopback.h"
#include "platform/net/tls_context.h"

namespace tandem::platform {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Endpoints = std::vector<tcp::endpoint>;

// What all attempts of one dialer share; an attempt keeps it alive.
struct Target {
  asio::io_context& context;
  const Clock& clock;
  DialOptions options;
  std::unique_ptr<asio::ssl::context> tls;

  [[nodiscard]] std::string name() const { return options.host + ":" + std::to_string(options.port); }
};

// One dial: the coroutine works, the deadline may tell the handler first.
struct Attempt : std::enable_shared_from_this<Attempt> {
  Attempt(std::shared_ptr<const Target> to, std::shared_ptr<FrameHandler> who)
      : target(std::move(to)),
        handler(std::move(who)),
        resolver(target->context),
        socket(target->context),
        deadline(target->context) {}

  std::shared_ptr<const Target> target;
  std::shared_ptr<FrameHandler> handler;  // null once it has been told, or once the session has it
  tcp::resolver resolver;
  tcp::socket socket;
  std::unique_ptr<asio::ssl::context> own_tls;  // with an identity that is asked for at each dial
  std::unique_ptr<ByteStream> stream;
  Deadline deadline;

  void fail_with(Error why) {
    deadline.cancel();
    const auto told = std::exchange(handler, nullptr);
    why.message = target->name() + ": " + why.message;
    if (told) told->on_closed(why);
  }

  // A name server that does not answer cannot be interrupted, so the handler does not wait for the coroutine.
  void start_deadline() {
    deadline.start(target->options.timeout, [weak = weak_from_this()] {
      const auto self = weak.lock();
      if (!self) return;
      self->resolver.cancel();
      error_code ignored;
      self->socket.close(ignored);
      if (self->stream) self->stream->close();
      self->fail_with(Error{ErrorKind::TimedOut, "no connection in time"});
    });
  }
};

using AttemptPtr = std::shared_ptr<Attempt>;

asio::awaitable<Result<Endpoints>> resolve(AttemptPtr attempt) {
  const auto& options = attempt->target->options;
  error_code not_an_address;
  const auto address = asio::ip::make_address(options.host, not_an_address);
  Endpoints endpoints;
  if (!not_an_address) {
    endpoints.emplace_back(address, options.port);
    Result<Endpoints> literal(std::move(endpoints));
    co_return literal;
  }
  const std::string port = std::to_string(options.port);
  const auto [error, found] = co_await attempt->resolver.async_resolve(options.host, port, kAwaitTuple);
  if (error) {
    Result<Endpoints> unknown = fail(ErrorKind::Unavailable, "cannot find the host: " + error.message());
    co_return unknown;
  }
  for (const auto& entry : found) endpoints.push_back(entry.endpoint());
  Result<Endpoints> resolved(std::move(endpoints));
  co_return resolved;
}

asio::awaitable<Status> connect(AttemptPtr attempt, Endpoints endpoints) {
  std::string last = "no address";
  for (const auto& endpoint : endpoints) {
    // A hosts file may say that localhost is elsewhere.
    if (attempt->target->options.plain_text && !is_loopback(endpoint.address())) continue;
    error_code ignored;
    attempt->socket.close(ignored);
    const auto [error] = co_await attempt->socket.async_connect(endpoint, kAwaitTuple);
    if (!attempt->handler) {  // the deadline passed, perhaps in the very moment of success
      Status late = fail(ErrorKind::TimedOut, "connected too late");
      co_return late;
    }
    if (!error) co_return Status{};
    last = error.message();
  }
  Status refused = fail(ErrorKind::Unavailable, "cannot connect: " + last);
  co_return refused;
}

// A server that wants TLS ends a plain conversation without a word.
Result<std::string> hung_up(const Attempt& attempt, const std::string& why) {
  const char* const hint =
      attempt.target->options.plain_text
          ? "; it was spoken to in plain text: a server with a certificate needs its authority file"
          : "";
  return fail(ErrorKind::Unavailable, "the server hung up: " + why + hint);
}

// Asks for frames and gives back what the server sent behind its agreement.
asio::awaitable<Result<std::string>> upgrade(AttemptPtr attempt) {
  const std::string request = upgrade_request(attempt->target->name());
  std::size_t written = 0;
  while (written < request.size()) {
    const asio::const_buffer rest = asio::buffer(request.data() + written, request.size() - written);
    const Transfer sent = co_await attempt->stream->write_some(rest);
    if (sent.error) {
      Result<std::string> cut = hung_up(*attempt, sent.error.message());
      co_return cut;
    }
    written += sent.bytes;
  }
  std::string answer;
  for (;;) {
    const Received got = co_await attempt->stream->read_some();
    if (got.error) {
      Result<std::string> cut = hung_up(*attempt, got.error.message());
      co_return cut;
    }
    answer.append(got.bytes);
    const auto head = read_upgrade_answer(answer);
    if (!head) {
      Result<std::string> wrong = tl::unexpected(head.error());
      co_return wrong;
    }
    if (*head) {
      Result<std::string> rest(answer.substr(**head));
      co_return rest;
    }
  }
}

// A device without a clock of its own wakes up in the past; when its certificate was made is as good as known.
std::chrono::sys_seconds time_for(const ClientIdentity& identity, std::chrono::sys_seconds now) {
  const auto own = read_certificate(identity.certificate);
  return own ? std::max(now, own->validity.not_before) : now;
}

Result<std::unique_ptr<ByteStream>> stream_for(Attempt& attempt) {
  prepare_socket(attempt.socket, kUnacknowledgedByServer);
  const auto& target = *attempt.target;
  if (target.options.plain_text) return make_plain_stream(std::move(attempt.socket));
  if (!target.options.identity)
    return make_tls_client_stream(std::move(attempt.socket), *target.tls, target.options.host);
  auto identity = target.options.identity();
  if (!identity) return tl::unexpected(identity.error());
  const auto now = std::chrono::floor<std::chrono::seconds>(target.clock.wall());
  auto tls = make_client_tls(*identity, time_for(*identity, now));
  if (!tls) return tl::unexpected(tls.error());
  attempt.own_tls = std::move(*tls);
  return make_tls_client_stream(std::move(attempt.socket), *attempt.own_tls, kDeviceServerName);
}

asio::awaitable<Result<std::string>> open(AttemptPtr attempt) {
  Result<Endpoints> endpoints = co_await resolve(attempt);
  if (!endpoints) {
    Result<std::string> unknown = tl::unexpected(endpoints.error());
    co_return unknown;
  }
  if (!attempt->handler) {
    Result<std::string> late = fail(ErrorKind::TimedOut, "the host was found too late");
    co_return late;
  }
  const Status connected = co_await connect(attempt, std::move(*endpoints));
  if (!connected) {
    Result<std::string> refused = tl::unexpected(connected.error());
    co_return refused;
  }
  auto stream = stream_for(*attempt);
  if (!stream) {
    Result<std::string> refused = tl::unexpected(stream.error());
    co_return refused;
  }
  attempt->stream = std::move(*stream);
  const Status secure = co_await attempt->stream->handshake();
  if (!secure) {
    Result<std::string> refused = tl::unexpected(secure.error());
    co_return refused;
  }
  Result<std::string> unread = co_await upgrade(attempt);
  co_return unread;
}

asio::awaitable<void> run_attempt(AttemptPtr attempt) {
  Result<std::string> unread = co_await open(attempt);
  if (!attempt->handler) co_return;  // the deadline was first
  if (!unread) {
    attempt->fail_with(std::move(unread.error()));
    co_return;
  }
  attempt->deadline.cancel();
  auto session = std::make_shared<FrameSession>(attempt->target->context, std::move(attempt->stream),
                                                std::exchange(attempt->handler, nullptr));
  co_await FrameSession::run(std::move(session), std::move(*unread));
}

class TcpFrameDialer final : public FrameDialer {
 public:
  explicit TcpFrameDialer(std::shared_ptr<const Target> target) : target_(std::move(target)) {}

  // Posted: the handler is never called from inside dial().
  void dial(std::shared_ptr<FrameHandler> handler) override {
    auto attempt = std::make_shared<Attempt>(target_, std::move(handler));
    asio::post(target_->context, [attempt] {
      attempt->start_deadline();
      asio::co_spawn(attempt->target->context, run_attempt(attempt), asio::detached);
    });
  }

 private:
  std::shared_ptr<const Target> target_;
};

}  // namespace

Result<std::unique_ptr<FrameDialer>> make_frame_dialer(AsioLoop& loop, const DialOptions& options) {
  if (options.host.empty() || options.port == 0) return fail(ErrorKind::Invalid, "a server needs a host and a port");
  if (options.plain_text && !is_loopback_host(options.host)) {
    return fail(ErrorKind::Invalid, options.host + " is not this machine: plain text is for loopback only, use TLS");
  }
  auto target = std::make_shared<Target>(Target{context_of(loop), loop.clock(), options, nullptr});
  if (!options.plain_text && !options.identity) {
    auto tls = make_client_tls(options.authority_file);
    if (!tls) return tl::unexpected(tls.error());
    target->tls = std::move(*tls);
  }
  std::unique_ptr<FrameDialer> dialer = std::make_unique<TcpFrameDialer>(std::move(target));
  return dialer;
}

}  // namespace tandem::platform
