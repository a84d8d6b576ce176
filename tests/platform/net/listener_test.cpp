// The one port as a web server, and against rude peers.

#include "platform/net/listener.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <optional>

#include "platform/net/http_client.h"
#include "tests/platform/net/net_harness.h"
#include "tests/platform/net/test_certificate.h"

namespace tandem::platform {
namespace {

using namespace std::chrono_literals;
using Respond = std::function<void(HttpAnswer)>;

std::string status_line(const std::string& answer) { return answer.substr(0, answer.find('\r')); }

Error listen_error(const ListenOptions& options) {
  NetTest net;
  auto made = listen(net.loop(), options, {});
  return made ? Error{ErrorKind::Invalid, "it listens"} : made.error();
}

TEST(Listener, PlainTextOnAnAddressOthersReachIsDenied) {
  ListenOptions options;
  for (const char* host : {"0.0.0.0", "::", "192.0.2.1"}) {
    options.host = host;
    EXPECT_EQ(listen_error(options).kind, ErrorKind::Denied) << host;
  }
}

TEST(Listener, ATakenAddressIsUnavailable) {
  NetTest net;
  ListenOptions options;
  options.port = net.serve({}, nullptr);
  EXPECT_EQ(listen_error(options).kind, ErrorKind::Unavailable);
}

TEST(Listener, AHostThatIsNoAddressIsInvalid) {
  ListenOptions options;
  options.host = "rooms.example.org";
  EXPECT_EQ(listen_error(options).kind, ErrorKind::Invalid);
}

TEST(Listener, AMissingCertificateIsNotFoundAndAWrongKeyInvalid) {
  const TemporaryFolder folder;
  ListenOptions options;
  options.tls = TlsFiles{"/nowhere/chain.pem", "/nowhere/key.pem"};
  EXPECT_EQ(listen_error(options).kind, ErrorKind::NotFound);
  options.tls = make_test_certificate(folder.path(), "one", "IP:127.0.0.1");
  options.tls->private_key = make_test_certificate(folder.path(), "two", "IP:127.0.0.1").private_key;
  EXPECT_EQ(listen_error(options).kind, ErrorKind::Invalid);
}

TEST(Listener, AnswersRequestsOneAfterTheOtherOnOneConnection) {
  NetTest net;
  const RawSocket socket(net.serve({}, nullptr));
  socket.send("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto both = socket.read_until("nothing here");
  EXPECT_EQ(status_line(both), "HTTP/1.1 200 OK");
  EXPECT_NE(both.find("hello"), std::string::npos);
  EXPECT_NE(both.find("HTTP/1.1 404 Not Found"), std::string::npos);
  socket.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_line(socket.read_all()), "HTTP/1.1 200 OK");
}

TEST(Listener, AHeadRequestGetsTheLengthWithoutTheBody) {
  NetTest net;
  const RawSocket socket(net.serve({}, nullptr));
  socket.send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto answer = socket.read_all();
  EXPECT_NE(answer.find("Content-Length: 5"), std::string::npos);
  EXPECT_EQ(answer.find("hello"), std::string::npos);
}

TEST(Listener, HandsTheWholeRequestToTheHandler) {
  NetTest net;
  std::promise<HttpRequest> seen;
  const RawSocket socket(net.serve_http({}, [&](HttpRequest request, const Respond& respond) {
    seen.set_value(std::move(request));
    respond({});
  }));
  socket.send("POST /api/rooms?floor=2 HTTP/1.1\r\nHost: x\r\nX-One: a\r\nx-one: b\r\nContent-Length: 5\r\n\r\nabcde");
  (void)socket.read_until("\r\n\r\n");
  const auto request = seen.get_future().get();
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/api/rooms?floor=2");
  EXPECT_EQ(request.headers.at("x-one"), "a, b");
  EXPECT_EQ(request.body, "abcde");
}

TEST(Listener, AnAnswerMayComeLater) {
  NetTest net;
  std::promise<Respond> asked;
  const RawSocket socket(net.serve_http({}, [&](const HttpRequest&, Respond respond) { asked.set_value(respond); }));
  socket.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  auto respond = asked.get_future().get();
  net.on_loop([&] {
    HttpAnswer answer;
    answer.body = "later";
    answer.headers["ETag"] = "\"1\"";
    answer.headers["X-Split"] = "a\r\nX-Evil: b";
    respond(answer);
    respond(answer);  // twice is once
    respond = nullptr;
  });
  const auto text = socket.read_all();
  EXPECT_NE(text.find("later"), std::string::npos);
  EXPECT_NE(text.find("ETag: \"1\""), std::string::npos);
  EXPECT_EQ(text.find("X-Evil"), std::string::npos);
}

TEST(Listener, AHandlerThatForgetsToAnswerIsA500) {
  NetTest net;
  const RawSocket socket(net.serve_http({}, [](const HttpRequest&, const Respond&) {}));
  socket.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_line(socket.read_all()), "HTTP/1.1 500 Internal Server Error");
}

TEST(Listener, TheDevicePathWithoutUpgradeSaysSo) {
  NetTest net;
  const RawSocket socket(net.serve({}, nullptr));
  socket.send("GET /device HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_line(socket.read_all()), "HTTP/1.1 426 Upgrade Required");
}

TEST(RudePeer, GarbageIsAnsweredWith400AndTheNextOneIsServed) {
  NetTest net;
  const auto port = net.serve({}, nullptr);
  const RawSocket rude(port);
  rude.send(std::string(3, '\0') + "\xff\xfe\x80 garbage\r\n\r\n");
  EXPECT_EQ(status_line(rude.read_all()), "HTTP/1.1 400 Bad Request");
  const RawSocket polite(port);
  polite.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(status_line(polite.read_all()), "HTTP/1.1 200 OK");
}

TEST(RudePeer, GarbageInsteadOfTlsIsCut) {
  NetTest net;
  ListenOptions options;
  options.tls = make_test_certificate(net.folder(), "server", "IP:127.0.0.1");
  const RawSocket rude(net.serve(options, nullptr));
  rude.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(rude.read_all().find("HTTP/"), std::string::npos);
}

TEST(RudePeer, AnEndlessHeadIs431) {
  NetTest net;
  const RawSocket rude(net.serve({}, nullptr));
  rude.send("GET / HTTP/1.1\r\nX: " + std::string(kMaxHttpHead * 4, 'x'));
  EXPECT_EQ(status_line(rude.read_all()), "HTTP/1.1 431 Request Header Fields Too Large");
}

TEST(RudePeer, ABodyOverTheLimitIs413) {
  NetTest net;
  const RawSocket rude(net.serve({}, nullptr));
  rude.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(kMaxHttpBody + 1) + "\r\n\r\n");
  EXPECT_EQ(status_line(rude.read_all()), "HTTP/1.1 413 Payload Too Large");
}

// Beast 1.81 aborts the process on such a body when it comes in small parts, so that none is read at all.
TEST(RudePeer, AChunkedBodyIs411) {
  NetTest net;
  const RawSocket rude(net.serve({}, nullptr));
  rude.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
  EXPECT_EQ(status_line(rude.read_all()), "HTTP/1.1 411 Length Required");
}

TEST(RudePeer, AHalfOpenClientTimesOut) {
  NetTest net;
  ListenOptions options;
  options.handshake_timeout = 50ms;
  const RawSocket slow(net.serve(options, nullptr));
  slow.send("GET / HTT");
  EXPECT_EQ(slow.read_all(), "");
}

TEST(RudePeer, ASilentTlsClientTimesOut) {
  NetTest net;
  ListenOptions options;
  options.tls = make_test_certificate(net.folder(), "server", "IP:127.0.0.1");
  options.handshake_timeout = 50ms;
  const RawSocket slow(net.serve(options, nullptr));
  EXPECT_EQ(slow.read_all(), "");
}

TEST(RudePeer, OneConnectionTooManyIsTurnedAwayAndAFreePlaceIsUsedAgain) {
  NetTest net;
  ListenOptions options;
  options.max_connections = 1;
  const auto port = net.serve(options, nullptr);
  {
    const RawSocket first(port);
    first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    (void)first.read_until("hello");
    const RawSocket second(port);
    EXPECT_EQ(second.read_all(), "");
    first.send("GET / HTTP/1.0\r\n\r\n");
    (void)first.read_all();
  }
  // The place is free as soon as the server has seen the first one go.
  std::string answer;
  for (int tries = 0; tries < 1000 && answer.empty(); ++tries) {
    const RawSocket third(port);
    third.send("GET / HTTP/1.0\r\n\r\n");
    answer = third.read_all();
  }
  EXPECT_EQ(status_line(answer), "HTTP/1.1 200 OK");
}

TEST(RudePeer, AnAddressThatConnectsTooOftenIsTurnedAwayAndOthersAreServed) {
  NetTest net;
  ListenOptions options;
  options.connections_of_address = Rate{0.001, 3};
  const auto port = net.serve(options, nullptr);
  const auto answer_to = [port](const char* from) {
    const RawSocket socket(port, from);
    socket.send("GET / HTTP/1.0\r\n\r\n");
    return status_line(socket.read_all());
  };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(answer_to("127.0.0.1"), "HTTP/1.1 200 OK");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(answer_to("127.0.0.1"), "") << "closed unanswered";
  EXPECT_EQ(answer_to("127.0.0.2"), "HTTP/1.1 200 OK");
}

// No more than the line lets through at once, and still each gets its turn.
TEST(RudePeer, ManyHandshakesAtOnceAllComeToTheirEnd) {
  NetTest net;
  ListenOptions options;
  options.tls = make_test_certificate(net.folder(), "server", "IP:127.0.0.1");
  const auto handler = std::make_shared<RecordingHandler>();
  const auto port = net.serve(options, handler);
  std::vector<std::shared_ptr<RecordingHandler>> devices;
  for (std::size_t i = 0; i < 8 * kHandshakesAtOnce; ++i) {
    devices.push_back(net.dial({"127.0.0.1", port, options.tls->certificate_chain, false}));
  }
  for (const auto& device : devices) EXPECT_NE(device->connection(), nullptr);
}

TEST(Stop, CompletesWithOpenConnectionsOfEveryKind) {
  NetTest net;
  const auto device = std::make_shared<RecordingHandler>();
  const auto port = net.serve({}, device);
  const RawSocket frames(port);
  frames.send("GET /device HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: tandem/1\r\n\r\n");
  (void)device->connection();
  const RawSocket idle(port);
  idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  (void)idle.read_until("hello");
  const RawSocket silent(port);
  std::promise<void> stopped;
  net.on_loop([&] { net.listener().stop([&] { stopped.set_value(); }); });
  EXPECT_EQ(idle.read_all(), "");
  EXPECT_EQ(stopped.get_future().wait_for(kPatience), std::future_status::ready);
  EXPECT_EQ(device->closed().kind, ErrorKind::Closed);
}

TEST(Stop, CompletesWhileAHandlerIsStillThinking) {
  NetTest net;
  std::promise<Respond> asked;
  const RawSocket socket(net.serve_http({}, [&](const HttpRequest&, Respond respond) { asked.set_value(respond); }));
  socket.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  auto respond = asked.get_future().get();
  std::promise<void> stopped;
  net.on_loop([&] { net.listener().stop([&] { stopped.set_value(); }); });
  EXPECT_EQ(stopped.get_future().wait_for(kPatience), std::future_status::ready);
  net.on_loop([&] {
    respond({});
    respond = nullptr;
  });
}

TEST(Stop, AnAnswerThatComesAfterTheLoopHasGoneFallsOnNobody) {
  std::optional<NetTest> net(std::in_place);
  std::promise<Respond> asked;
  const RawSocket socket(net->serve_http({}, [&](const HttpRequest&, Respond respond) { asked.set_value(respond); }));
  socket.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  auto respond = asked.get_future().get();
  net.reset();
  respond({});
  respond = nullptr;
}

TEST(Stop, TheLoopMayEndWithConnectionsOpen) {
  const auto device = std::make_shared<RecordingHandler>();
  NetTest net;
  const auto client = net.dial([&] {
    DialOptions options;
    options.host = "127.0.0.1";
    options.port = net.serve({}, device);
    options.plain_text = true;
    return options;
  }());
  (void)client->connection();
  (void)device->connection();
}

}  // namespace
}  // namespace tandem::platform
