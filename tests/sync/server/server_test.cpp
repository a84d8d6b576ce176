// The whole server in one process: real sockets on loopback, real files, real threads.

#include "sync/server/server.h"
#include "sync/web/admin_token.h"

#include <gtest/gtest.h>

#include <future>

#include "platform/net/frame_dialer.h"
#include "platform/net/http_client.h"
#include "platform/net/http_post.h"
#include "sync/protocol/codec.h"
#include "tests/sync/scratch_file.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using platform::ErrorKind;

// Longer than anything here takes; a wait that reaches it is a failure.
constexpr std::chrono::seconds kPatience{20};

sync::ServerOptions options_in(const ScratchFolder& folder) {
  sync::ServerOptions options;
  options.data_directory = folder / "data";
  options.accept_tokens = true;
  return options;
}

std::unique_ptr<sync::Server> start(const sync::ServerOptions& options) {
  static const platform::SystemClock clock;
  auto server = sync::start_server(options, clock);
  EXPECT_TRUE(server.has_value()) << (server ? "" : server.error().message);
  return server ? std::move(*server) : nullptr;
}

platform::Error start_fails(const sync::ServerOptions& options) {
  const platform::SystemClock clock;
  auto server = sync::start_server(options, clock);
  EXPECT_FALSE(server.has_value());
  return server ? platform::Error{} : server.error();
}

platform::Result<platform::HttpFetched> get(const sync::Server& server, const std::string& path) {
  platform::HttpGet request;
  request.url = "http://127.0.0.1:" + std::to_string(server.port()) + path;
  return platform::http_get(request);
}

// Says hello over a real socket and keeps what comes until it has a message of the kind it waits for.
class Caller final : public platform::FrameHandler {
 public:
  explicit Caller(sync::Hello hello) : hello_(std::move(hello)) {}
  void on_open(std::shared_ptr<platform::FrameConnection> connection) override {
    connection_ = std::move(connection);
    connection_->send(sync::encode(hello_));
  }
  void on_frame(std::string frame) override {
    const auto message = sync::decode(frame);
    if (message && !answered_) first_.set_value(*message);
    answered_ = true;
  }
  void on_closed(const platform::Error&) override {
    connection_.reset();
    closed_.set_value();
  }
  std::future<sync::Message> first() { return first_.get_future(); }
  std::future<void> closed() { return closed_.get_future(); }

 private:
  sync::Hello hello_;
  std::shared_ptr<platform::FrameConnection> connection_;
  bool answered_{false};
  std::promise<sync::Message> first_;
  std::promise<void> closed_;
};

class RealServer : public testing::Test {
 protected:
  ScratchFolder folder;
  sync::ServerOptions options = options_in(folder);
};

TEST_F(RealServer, ADeviceIsWelcomedAndThenSentOffWhenTheServerStops) {
  const auto server = start(options);
  sync::Hello hello;
  hello.device = calendar::DeviceId{"k1"};
  hello.token = *server->enrol(hello.device);
  const auto loop = platform::make_asio_loop();
  const auto dialer = *platform::make_frame_dialer(*loop, {"127.0.0.1", server->port(), "", true});
  loop->start("test");
  const auto caller = std::make_shared<Caller>(hello);
  auto first = caller->first();
  auto closed = caller->closed();
  loop->post([&] { dialer->dial(caller); });
  ASSERT_EQ(first.wait_for(kPatience), std::future_status::ready);
  EXPECT_TRUE(std::holds_alternative<sync::Welcome>(first.get()));
  server->stop();
  EXPECT_EQ(closed.wait_for(kPatience), std::future_status::ready);
  loop->stop();
}

TEST_F(RealServer, HealthAnswersOverHttp) {
  const auto server = start(options);
  const auto health = get(*server, "/health");
  ASSERT_TRUE(health) << health.error().message;
  EXPECT_NE(health->body.find("\"status\":\"ok\""), std::string::npos);
  EXPECT_EQ(get(*server, "/nothing").error().kind, ErrorKind::NotFound);
}

TEST_F(RealServer, AnAdministratorIsAnswered) {
  const auto server = start(options);
  const auto status = server->administer(R"({"do":"status"})");
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_NE(status->find("\"sequence\""), std::string::npos);
  EXPECT_EQ(server->administer("nonsense").error().kind, ErrorKind::Invalid);
}

TEST_F(RealServer, WhatWasEnrolledSurvivesARestart) {
  auto server = start(options);
  ASSERT_TRUE(server->enrol(calendar::DeviceId{"k1"}));
  server->stop();
  EXPECT_EQ(server->enrol(calendar::DeviceId{"k2"}).error().kind, ErrorKind::Closed);
  server = start(options);
  EXPECT_NE(server->administer(R"({"do":"status"})")->find("k1"), std::string::npos);
}

TEST_F(RealServer, TwoServersDoNotShareAStore) {
  const auto server = start(options);
  EXPECT_EQ(start_fails(options).kind, ErrorKind::Denied);
}

TEST_F(RealServer, ATakenPortIsSaidSo) {
  const auto server = start(options);
  auto second = options;
  second.data_directory = folder / "other";
  second.listen.port = server->port();
  const auto error = start_fails(second);
  EXPECT_EQ(error.kind, ErrorKind::Unavailable);
  EXPECT_NE(error.message.find(std::to_string(server->port())), std::string::npos) << error.message;
}

TEST_F(RealServer, AWrongCertificateIsSaidSo) {
  options.listen.tls = platform::TlsFiles{(folder / "none.pem").string(), (folder / "none.key").string()};
  const auto error = start_fails(options);
  EXPECT_NE(error.message.find("none.pem"), std::string::npos) << error.message;
}

TEST_F(RealServer, PlainTextStaysOnLoopback) {
  options.listen.host = "0.0.0.0";
  const auto server = start(options);
  EXPECT_FALSE(get(*server, "/health"));
  platform::HttpPost post;  // by the server's own authority, which it wrote down
  post.url = "https://localhost:" + std::to_string(server->port()) + "/nothing";
  post.authority_file = (options.data_directory / sync::kAuthorityFile).string();
  const auto answered = platform::http_post(post);
  ASSERT_TRUE(answered) << answered.error().message;
  EXPECT_EQ(answered->status, 404U);
}

TEST_F(RealServer, ADataDirectoryThatCannotBeMadeIsSaidSo) {
  options.data_directory = "/proc/nowhere/data";
  EXPECT_EQ(start_fails(options).kind, ErrorKind::Denied);
}

}  // namespace
}  // namespace tandem::tests
