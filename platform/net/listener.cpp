#include "platform/net/listener.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <set>
#include <utility>

#include "platform/base/log.h"
#include "platform/net/asio_context.h"
#include "platform/net/handshake_line.h"
#include "platform/net/loopback.h"
#include "platform/net/server_connection.h"
#include "platform/net/tls_context.h"

namespace tandem::platform {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// After a failed accept (too many open files), so that the loop does not spin.
constexpr std::chrono::milliseconds kAcceptPause{100};

// Shared by the listener and every coroutine; the last one to go takes it along.
struct Serving {
  Serving(asio::io_context& on, const ListenOptions& with, ListenerServices from)
      : context(on),
        options(with),
        services(std::move(from)),
        acceptor(on),
        pause(on),
        by_address(with.connections_of_address, kMostAddresses),
        handshakes(
            std::make_shared<HandshakeLine>([&on](HandshakeLine::Task task) { asio::post(on, std::move(task)); })) {}

  asio::io_context& context;
  const ListenOptions options;
  const ListenerServices services;
  std::unique_ptr<asio::ssl::context> tls;      // null: plain text
  std::unique_ptr<asio::ssl::context> devices;  // for those who ask by kDeviceServerName
  tcp::acceptor acceptor;
  asio::steady_timer pause;
  RateLimit<std::string> by_address;
  const std::shared_ptr<HandshakeLine> handshakes;
  std::set<std::shared_ptr<ServerConnection>> connections;
  bool stopping{false};
  std::function<void()> done;

  void close_acceptor() {
    stopping = true;
    error_code ignored;
    acceptor.close(ignored);
    pause.cancel();
  }

  void tell_when_empty() {
    if (!stopping || !done || !connections.empty()) return;
    asio::post(context, std::exchange(done, nullptr));
  }
};

std::unique_ptr<ByteStream> stream_for(Serving& serving, tcp::socket socket) {
  prepare_socket(socket, kUnacknowledgedByDevice);
  if (serving.tls) return make_tls_server_stream(std::move(socket), *serving.tls, serving.handshakes);
  return make_plain_stream(std::move(socket));
}

asio::awaitable<void> serve(std::shared_ptr<Serving> serving, std::shared_ptr<ServerConnection> connection) {
  try {
    co_await ServerConnection::run(connection);
  } catch (const std::exception& error) {
    log_error("net", std::string("a connection ended by an exception: ") + error.what());
  }
  serving->connections.erase(connection);
  serving->tell_when_empty();
}

// Says so the first time, and whenever there were twice as many.
bool comes_too_often(Serving& serving, const tcp::socket& socket) {
  error_code error;
  const auto peer = socket.remote_endpoint(error);
  if (error) return false;  // gone already: it ends by itself
  const std::string address = peer.address().to_string();
  const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(asio::steady_timer::clock_type::now());
  if (serving.by_address.take(address, now)) return false;
  const std::uint64_t refused = serving.by_address.refused();
  if ((refused & (refused - 1)) == 0) {
    log_warning("net", address + " connects too often; turned away so far: " + std::to_string(refused));
  }
  return true;
}

void admit(const std::shared_ptr<Serving>& serving, tcp::socket socket) {
  if (comes_too_often(*serving, socket)) return;  // the socket closes here
  if (serving->connections.size() >= serving->options.max_connections) {
    log_warning("net", "too many connections: one more was turned away");
    return;  // the socket closes here
  }
  auto stream = stream_for(*serving, std::move(socket));
  auto connection = std::make_shared<ServerConnection>(serving->context, std::move(stream), serving->services,
                                                       serving->options.handshake_timeout);
  serving->connections.insert(connection);
  asio::co_spawn(serving->context, serve(serving, std::move(connection)), asio::detached);
}

asio::awaitable<void> accept_connections(std::shared_ptr<Serving> serving) {
  while (!serving->stopping) {
    tcp::socket socket(serving->context);
    const auto [error] = co_await serving->acceptor.async_accept(socket, kAwaitTuple);
    if (serving->stopping) co_return;
    if (!error) {
      admit(serving, std::move(socket));
      continue;
    }
    log_warning("net", "cannot accept a connection: " + error.message());
    serving->pause.expires_after(kAcceptPause);
    const auto [waited] = co_await serving->pause.async_wait(kAwaitTuple);
    (void)waited;
  }
}

class TcpListener final : public Listener {
 public:
  explicit TcpListener(std::shared_ptr<Serving> serving) : serving_(std::move(serving)) {
    error_code ignored;
    port_ = serving_->acceptor.local_endpoint(ignored).port();
  }
  ~TcpListener() override {
    serving_->done = nullptr;
    serving_->close_acceptor();
    for (const auto& connection : serving_->connections) connection->cut();
  }
  TcpListener(const TcpListener&) = delete;
  TcpListener& operator=(const TcpListener&) = delete;

  std::uint16_t port() const override { return port_; }

  Status set_device_tls(const DeviceTls& devices) override {
    auto tls = make_device_tls(devices);
    if (!tls) return tl::unexpected(tls.error());
    serving_->devices = std::move(*tls);  // connections that are open keep the one they began with
    return {};
  }

  void stop(std::function<void()> done) override {
    serving_->done = std::move(done);
    serving_->close_acceptor();
    for (const auto& connection : serving_->connections) connection->stop();
    serving_->tell_when_empty();
  }

 private:
  std::shared_ptr<Serving> serving_;
  std::uint16_t port_{0};
};

Result<tcp::endpoint> endpoint_of(const ListenOptions& options) {
  error_code error;
  const auto address = asio::ip::make_address(options.host == "localhost" ? "127.0.0.1" : options.host, error);
  if (error) return fail(ErrorKind::Invalid, "\"" + options.host + "\" is not an address to listen on: give 0.0.0.0");
  return tcp::endpoint(address, options.port);
}

Status bind_to(tcp::acceptor& acceptor, const tcp::endpoint& endpoint) {
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (!error) return {};
  const auto where = endpoint.address().to_string() + " port " + std::to_string(endpoint.port());
  const auto kind = error == asio::error::access_denied ? ErrorKind::Denied : ErrorKind::Unavailable;
  return fail(kind, "cannot listen on " + where + ": " + error.message());
}

Status prepare(Serving& serving) {
  const auto endpoint = endpoint_of(serving.options);
  if (!endpoint) return tl::unexpected(endpoint.error());
  const bool plain_text = !serving.options.tls && !serving.options.devices;
  if (plain_text && !is_loopback(endpoint->address())) {
    return fail(ErrorKind::Denied,
                serving.options.host + " can be reached by others: give a TLS certificate, or listen on 127.0.0.1");
  }
  if (!plain_text) {
    auto tls = serving.options.tls ? make_server_tls(*serving.options.tls) : make_device_tls(*serving.options.devices);
    if (!tls) return tl::unexpected(tls.error());
    serving.tls = std::move(*tls);
  }
  if (serving.options.devices) {
    auto devices = make_device_tls(*serving.options.devices);
    if (!devices) return tl::unexpected(devices.error());
    serving.devices = std::move(*devices);
    serve_devices(*serving.tls, &serving.devices);
  }
  return bind_to(serving.acceptor, *endpoint);
}

}  // namespace

bool reached_by_others(const std::string& host) {
  ListenOptions options;
  options.host = host;
  const auto endpoint = endpoint_of(options);
  return endpoint && !is_loopback(endpoint->address());
}

Result<std::unique_ptr<Listener>> listen(AsioLoop& loop, const ListenOptions& options, ListenerServices services) {
  auto serving = std::make_shared<Serving>(context_of(loop), options, std::move(services));
  if (auto ready = prepare(*serving); !ready) return tl::unexpected(ready.error());
  asio::co_spawn(serving->context, accept_connections(serving), asio::detached);
  std::unique_ptr<Listener> listener = std::make_unique<TcpListener>(std::move(serving));
  return listener;
}

}  // namespace tandem::platform
