#include "tests/platform/net/net_harness.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <future>
#include <utility>
#include <vector>

#include "platform/base/check.h"

namespace tandem::platform {

void RecordingHandler::on_open(std::shared_ptr<FrameConnection> connection) {
  const std::lock_guard lock(mutex_);
  connection_ = std::move(connection);
  opened_ = true;
  changed_.notify_all();
}

void RecordingHandler::on_frame(std::string frame) {
  const std::lock_guard lock(mutex_);
  frames_.push_back(std::move(frame));
  changed_.notify_all();
}

void RecordingHandler::on_closed(const Error& why) {
  const std::lock_guard lock(mutex_);
  EXPECT_FALSE(why_) << "closed twice";
  why_ = why;
  connection_.reset();
  changed_.notify_all();
}

std::shared_ptr<FrameConnection> RecordingHandler::connection() {
  std::unique_lock lock(mutex_);
  EXPECT_TRUE(changed_.wait_for(lock, kPatience, [&] { return connection_ || why_; }));
  EXPECT_TRUE(connection_) << (why_ ? why_->message : "");
  return connection_;
}

std::string RecordingHandler::frame() {
  std::unique_lock lock(mutex_);
  EXPECT_TRUE(changed_.wait_for(lock, kPatience, [&] { return !frames_.empty() || why_; }));
  if (frames_.empty()) return "(no frame)";
  auto frame = std::move(frames_.front());
  frames_.pop_front();
  return frame;
}

Error RecordingHandler::closed() {
  std::unique_lock lock(mutex_);
  EXPECT_TRUE(changed_.wait_for(lock, kPatience, [&] { return why_.has_value(); }));
  return why_.value_or(Error{ErrorKind::Invalid, "still open"});
}

bool RecordingHandler::was_opened() {
  const std::lock_guard lock(mutex_);
  return opened_;
}

bool RecordingHandler::was_closed() {
  const std::lock_guard lock(mutex_);
  return why_.has_value();
}

void EchoHandler::on_open(std::shared_ptr<FrameConnection> connection) {
  echo_ = connection;
  RecordingHandler::on_open(std::move(connection));
}

void EchoHandler::on_frame(std::string frame) {
  RecordingHandler::on_frame(frame);
  echo_->send(std::move(frame));
}

void EchoHandler::on_closed(const Error& why) {
  echo_.reset();
  RecordingHandler::on_closed(why);
}

NetTest::NetTest() : loop_(make_asio_loop()) { loop_->start("net-test"); }

NetTest::~NetTest() {
  loop_->stop();
  listener_.reset();
}

void NetTest::on_loop(const std::function<void()>& task) {
  std::promise<void> done;
  loop_->post([&] {
    task();
    done.set_value();
  });
  done.get_future().wait();
}

std::uint16_t NetTest::serve(const ListenOptions& options, std::shared_ptr<FrameHandler> handler) {
  ListenerServices services;
  services.accept_device = [handler = std::move(handler)] { return handler; };
  services.http = [](HttpRequest request, const std::function<void(HttpAnswer)>& respond) {
    HttpAnswer answer;
    answer.status = request.target == "/" ? 200 : 404;
    answer.body = request.target == "/" ? "hello" : "nothing here";
    respond(std::move(answer));
  };
  auto made = listen(*loop_, options, std::move(services));
  EXPECT_TRUE(made) << made.error().message;
  listener_ = std::move(*made);
  return listener_->port();
}

std::uint16_t NetTest::serve_http(const ListenOptions& options, decltype(ListenerServices::http) http) {
  ListenerServices services;
  services.accept_device = [] { return nullptr; };
  services.http = std::move(http);
  auto made = listen(*loop_, options, std::move(services));
  EXPECT_TRUE(made) << made.error().message;
  listener_ = std::move(*made);
  return listener_->port();
}

std::shared_ptr<RecordingHandler> NetTest::dial(const DialOptions& options) {
  auto handler = std::make_shared<RecordingHandler>();
  const auto dialer = make_frame_dialer(*loop_, options);
  EXPECT_TRUE(dialer) << dialer.error().message;
  on_loop([&] { (*dialer)->dial(handler); });
  return handler;
}

void NetTest::send(const std::shared_ptr<FrameConnection>& connection, std::string frame) {
  loop_->post([connection, frame = std::move(frame)]() mutable { connection->send(std::move(frame)); });
}

namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

}  // namespace

ScriptedServer::ScriptedServer(std::string answer, Then then)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  auto address = loopback(0);
  socklen_t size = sizeof address;
  TANDEM_CHECK(::bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), size) == 0);
  TANDEM_CHECK(::listen(descriptor_, 8) == 0);
  TANDEM_CHECK(::getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this, then, answer = std::move(answer)] { serve(answer, then); });
}

ScriptedServer::~ScriptedServer() {
  ::shutdown(descriptor_, SHUT_RDWR);
  thread_.join();
  ::close(descriptor_);
}

void ScriptedServer::serve(const std::string& answer, Then then) {
  std::vector<int> peers;
  for (;;) {
    const int peer = ::accept(descriptor_, nullptr, nullptr);
    if (peer < 0) break;
    peers.push_back(peer);
    std::array<char, 4096> asked{};
    const bool hangs = answer.empty() && then == Then::StaysSilent;
    if (hangs || ::recv(peer, asked.data(), asked.size(), 0) <= 0) continue;
    (void)::send(peer, answer.data(), answer.size(), MSG_NOSIGNAL);
    if (then == Then::Closes) ::shutdown(peer, SHUT_WR);
  }
  for (const int peer : peers) ::close(peer);
}

RawSocket::RawSocket(std::uint16_t port, const char* from)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const auto address = loopback(port);
  auto own = loopback(0);
  TANDEM_CHECK(::inet_pton(AF_INET, from, &own.sin_addr) == 1);
  TANDEM_CHECK(::bind(descriptor_, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0);
  const timeval patience{kPatience.count(), 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  TANDEM_CHECK(::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
}

RawSocket::~RawSocket() { ::close(descriptor_); }

void RawSocket::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the other side hung up: what it said before is what the test reads
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string RawSocket::read_all() const { return read_until({}); }

std::string RawSocket::read_until(std::string_view text) const {
  std::string all;
  std::array<char, 4096> part{};
  while (text.empty() || all.find(text) == std::string::npos) {
    const auto got = ::recv(descriptor_, part.data(), part.size(), 0);
    EXPECT_FALSE(got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) << "the server neither answered nor hung up";
    if (got <= 0) break;
    all.append(part.data(), static_cast<std::size_t>(got));
  }
  return all;
}

}  // namespace tandem::platform
