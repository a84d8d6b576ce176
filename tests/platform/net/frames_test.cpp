// Frames between a real dialer and a real listener on loopback.

#include <gtest/gtest.h>
#include <malloc.h>

#include <atomic>
#include <thread>

#include "tests/platform/net/net_harness.h"
#include "tests/platform/net/test_certificate.h"

namespace tandem::platform {
namespace {

const std::string kUpgrade = "GET /device HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: tandem/1\r\n\r\n";

DialOptions plain(std::uint16_t port) {
  DialOptions options;
  options.host = "127.0.0.1";
  options.port = port;
  options.plain_text = true;
  return options;
}

// Frames of every interesting size come back, in order.
void expect_echoes(NetTest& net, RecordingHandler& client) {
  const auto connection = client.connection();
  const std::vector<std::string> frames{"hello", "", std::string(1, '\0'), std::string(4000, 'a')};
  for (const auto& frame : frames) net.send(connection, frame);
  for (const auto& frame : frames) EXPECT_EQ(client.frame(), frame);
}

TEST(Frames, EchoOverPlainText) {
  NetTest net;
  const auto port = net.serve({}, std::make_shared<EchoHandler>());
  const auto client = net.dial(plain(port));
  expect_echoes(net, *client);
}

TEST(Frames, EchoOverTls) {
  NetTest net;
  ListenOptions listen;
  listen.tls = make_test_certificate(net.folder(), "server", "IP:127.0.0.1");
  DialOptions dial;
  dial.host = "127.0.0.1";
  dial.port = net.serve(listen, std::make_shared<EchoHandler>());
  dial.authority_file = listen.tls->certificate_chain;
  const auto client = net.dial(dial);
  expect_echoes(net, *client);
}

TEST(Frames, EchoOverTlsByHostName) {
  NetTest net;
  ListenOptions listen;
  listen.tls = make_test_certificate(net.folder(), "server", "DNS:localhost");
  DialOptions dial;
  dial.host = "localhost";
  dial.port = net.serve(listen, std::make_shared<EchoHandler>());
  dial.authority_file = listen.tls->certificate_chain;
  const auto client = net.dial(dial);
  expect_echoes(net, *client);
}

TEST(Frames, AMegabyteAndThousandsOfSmallOnesArriveWholeAndInOrder) {
  NetTest net;
  const auto server = std::make_shared<EchoHandler>();
  ListenOptions listen;
  listen.tls = make_test_certificate(net.folder(), "server", "IP:127.0.0.1");
  DialOptions dial;
  dial.host = "127.0.0.1";
  dial.port = net.serve(listen, server);
  dial.authority_file = listen.tls->certificate_chain;
  const auto client = net.dial(dial);
  const auto connection = client->connection();
  const auto server_side = server->connection();
  net.on_loop([&] { server_side->set_frame_limit(kMaxFrame); });
  const std::string large(kMaxFrame, 'm');
  net.on_loop([&] {
    connection->send(large);
    for (int i = 0; i < 3000; ++i) connection->send(std::to_string(i));
  });
  EXPECT_EQ(client->frame(), large);
  for (int i = 0; i < 3000; ++i) ASSERT_EQ(client->frame(), std::to_string(i));
}

TEST(Frames, FramesBehindTheUpgradeRequestAreDelivered) {
  NetTest net;
  const auto server = std::make_shared<RecordingHandler>();
  const RawSocket socket(net.serve({}, server));
  socket.send(kUpgrade + std::string("\0\0\0\2hi", 6));
  EXPECT_EQ(server->frame(), "hi");
}

TEST(Frames, AnOversizedFrameBeforeHelloEndsTheConnection) {
  NetTest net;
  const auto server = std::make_shared<RecordingHandler>();
  const auto client = net.dial(plain(net.serve({}, server)));
  net.send(client->connection(), std::string(kMaxFrameBeforeHello + 1, 'x'));
  EXPECT_EQ(server->closed().kind, ErrorKind::TooLarge);
  EXPECT_EQ(client->closed().kind, ErrorKind::Closed);
}

TEST(Frames, GarbageAfterTheUpgradeEndsTheConnection) {
  NetTest net;
  const auto server = std::make_shared<RecordingHandler>();
  const RawSocket socket(net.serve({}, server));
  socket.send(kUpgrade + std::string(64, '\xee'));
  EXPECT_EQ(server->closed().kind, ErrorKind::TooLarge);
}

TEST(Frames, CloseSendsWhatIsQueuedFirst) {
  NetTest net;
  const auto server = std::make_shared<RecordingHandler>();
  const auto client = net.dial(plain(net.serve({}, server)));
  const auto connection = server->connection();
  (void)client->connection();
  net.on_loop([&] {
    connection->send("refused: unknown device");
    connection->close();
    connection->send("too late");
  });
  EXPECT_EQ(client->frame(), "refused: unknown device");
  EXPECT_EQ(client->closed().kind, ErrorKind::Closed);
  EXPECT_EQ(server->closed().kind, ErrorKind::Closed);
  EXPECT_EQ(client->frame(), "(no frame)");
}

TEST(Frames, APeerThatGoesAwayIsNoticed) {
  NetTest net;
  const auto server = std::make_shared<RecordingHandler>();
  const auto port = net.serve({}, server);
  {
    const RawSocket socket(port);
    socket.send(kUpgrade);
    (void)server->connection();
  }
  EXPECT_EQ(server->closed().kind, ErrorKind::Closed);
}

TEST(Frames, APeerThatGoesAwayIsNoticedOverTls) {
  NetTest net;
  const auto server = std::make_shared<RecordingHandler>();
  ListenOptions listen;
  listen.tls = make_test_certificate(net.folder(), "server", "IP:127.0.0.1");
  DialOptions dial;
  dial.host = "127.0.0.1";
  dial.port = net.serve(listen, server);
  dial.authority_file = listen.tls->certificate_chain;
  const auto client = net.dial(dial);
  const auto connection = client->connection();
  (void)server->connection();
  net.on_loop([&] { connection->close(); });
  EXPECT_EQ(server->closed().kind, ErrorKind::Closed);
  EXPECT_EQ(client->closed().kind, ErrorKind::Closed);
}

// What the heap says it has given out; 0 under the sanitizers, which keep their own.
std::size_t heap_in_use() { return ::mallinfo2().uordblks + ::mallinfo2().hblkhd; }

TEST(Frames, AConnectionThatIsSilentAgainKeepsNoBuffers) {
  constexpr std::size_t kPairs = 40;
  // Both ends of a connection with their TLS, handlers and coroutines; one with asio::ssl::stream took 170 KB.
  constexpr std::size_t kMostForBoth = std::size_t{80} * 1024;
  NetTest net;
  ListenOptions listen;
  listen.tls = make_test_certificate(net.folder(), "server", "IP:127.0.0.1");
  DialOptions dial;
  dial.host = "127.0.0.1";
  dial.port = net.serve(listen, std::make_shared<EchoHandler>());
  dial.authority_file = listen.tls->certificate_chain;
  const auto echo = [&] {
    auto client = net.dial(dial);
    net.send(client->connection(), std::string(4000, 'a'));
    EXPECT_EQ(client->frame().size(), 4000U);
    return client;
  };
  const auto first = echo();  // what is made once and stays
  const std::size_t before = heap_in_use();
  std::vector<std::shared_ptr<RecordingHandler>> clients;
  for (std::size_t i = 0; i < kPairs; ++i) clients.push_back(echo());
  net.on_loop([] {});
  EXPECT_LE((heap_in_use() - before) / kPairs, kMostForBoth);
}

TEST(Frames, APeerThatNeverReadsIsCutAtTheLimit) {
  NetTest net;
  const auto server = std::make_shared<RecordingHandler>();
  const RawSocket socket(net.serve({}, server));
  socket.send(kUpgrade);
  const auto connection = server->connection();
  std::size_t most = 0;
  // Far more than the kernel's buffers and ours together hold.
  for (int i = 0; i < 64; ++i) {
    net.on_loop([&] {
      connection->send(std::string(kMaxFrame, 'x'));
      most = std::max(most, connection->queued_bytes());
    });
  }
  EXPECT_EQ(server->closed().kind, ErrorKind::TooLarge);
  EXPECT_LE(most, kMaxQueuedBytes);
}

// Hears everything and remembers nothing.
class IgnoringHandler final : public RecordingHandler {
 public:
  void on_frame(std::string) override {}
};

TEST(Frames, APeerThatNeverPausesLeavesOthersTheirTurn) {
  NetTest net;
  const auto port = net.serve({}, std::make_shared<IgnoringHandler>());
  std::atomic<bool> enough{false};
  std::thread firehose([&] {
    const RawSocket socket(port);
    socket.send(kUpgrade);
    std::string frames;
    for (int i = 0; i < 1000; ++i) frames += std::string("\0\0\0\1x", 5);
    while (!enough) socket.send(frames);
  });
  for (int i = 0; i < 20; ++i) {
    const RawSocket other(port);
    other.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_NE(other.read_all().find("hello"), std::string::npos);
  }
  enough = true;
  firehose.join();
}

TEST(Frames, ThePeerIsNamedForTheLog) {
  NetTest net;
  const auto server = std::make_shared<RecordingHandler>();
  const auto client = net.dial(plain(net.serve({}, server)));
  EXPECT_EQ(server->connection()->peer().rfind("127.0.0.1:", 0), 0U);
  (void)client->connection();
}

}  // namespace
}  // namespace tandem::platform
