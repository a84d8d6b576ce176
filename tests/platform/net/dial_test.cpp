// What a dial says when it does not work.

#include <gtest/gtest.h>

#include <fstream>

#include "tests/platform/net/net_harness.h"
#include "tests/platform/net/test_certificate.h"

namespace tandem::platform {
namespace {

using namespace std::chrono_literals;

DialOptions to(std::uint16_t port) {
  DialOptions options;
  options.host = "127.0.0.1";
  options.port = port;
  return options;
}

TEST(Dial, AnUnknownCertificateIsDenied) {
  NetTest net;
  ListenOptions listen;
  listen.tls = make_test_certificate(net.folder(), "server", "IP:127.0.0.1");
  auto options = to(net.serve(listen, std::make_shared<RecordingHandler>()));
  options.authority_file = make_test_certificate(net.folder(), "other", "IP:127.0.0.1").certificate_chain;
  const auto client = net.dial(options);
  const auto why = client->closed();
  EXPECT_EQ(why.kind, ErrorKind::Denied);
  EXPECT_NE(why.message.find("not trusted"), std::string::npos) << why.message;
  EXPECT_FALSE(client->was_opened());
}

TEST(Dial, ACertificateForAnotherHostIsDenied) {
  NetTest net;
  ListenOptions listen;
  listen.tls = make_test_certificate(net.folder(), "server", "DNS:rooms.example.org");
  auto options = to(net.serve(listen, std::make_shared<RecordingHandler>()));
  options.authority_file = listen.tls->certificate_chain;
  const auto why = net.dial(options)->closed();
  EXPECT_EQ(why.kind, ErrorKind::Denied);
  EXPECT_NE(why.message.find("another host name"), std::string::npos) << why.message;
}

TEST(Dial, PlainTextToAnotherMachineIsRefused) {
  NetTest net;
  auto options = to(80);
  options.plain_text = true;
  for (const char* host : {"192.0.2.1", "example.org", "0.0.0.0", "::ffff:192.0.2.1"}) {
    options.host = host;
    const auto dialer = make_frame_dialer(net.loop(), options);
    ASSERT_FALSE(dialer) << host;
    EXPECT_EQ(dialer.error().kind, ErrorKind::Invalid);
  }
}

TEST(Dial, PlainTextToLoopbackIsFine) {
  NetTest net;
  auto options = to(80);
  options.plain_text = true;
  for (const char* host : {"127.0.0.1", "127.1.2.3", "::1", "localhost", "::ffff:127.0.0.1"}) {
    options.host = host;
    EXPECT_TRUE(make_frame_dialer(net.loop(), options)) << host;
  }
}

TEST(Dial, AMissingAuthorityFileIsNotFound) {
  NetTest net;
  auto options = to(80);
  options.authority_file = "/nowhere/authority.pem";
  EXPECT_EQ(make_frame_dialer(net.loop(), options).error().kind, ErrorKind::NotFound);
}

TEST(Dial, AnAuthorityFileThatIsNoneIsInvalid) {
  NetTest net;
  auto options = to(80);
  options.authority_file = (net.folder() / "authority.pem").string();
  std::ofstream(options.authority_file) << "hello";
  EXPECT_EQ(make_frame_dialer(net.loop(), options).error().kind, ErrorKind::Invalid);
}

TEST(Dial, APortWhereNobodyListensIsUnavailable) {
  NetTest net;
  auto options = to(1);
  options.plain_text = true;
  const auto client = net.dial(options);
  EXPECT_EQ(client->closed().kind, ErrorKind::Unavailable);
  EXPECT_FALSE(client->was_opened());
}

TEST(Dial, AHostThatDoesNotExistIsUnavailable) {
  NetTest net;
  DialOptions options;
  options.host = "tandem.invalid";
  options.port = 443;
  EXPECT_EQ(net.dial(options)->closed().kind, ErrorKind::Unavailable);
}

TEST(Dial, TlsToAPlainTextServerFailsClearly) {
  NetTest net;
  const auto why = net.dial(to(net.serve({}, std::make_shared<RecordingHandler>())))->closed();
  EXPECT_EQ(why.kind, ErrorKind::Denied);
  EXPECT_NE(why.message.find("TLS handshake"), std::string::npos) << why.message;
}

TEST(Dial, AConnectionThatEndsInTheHandshakeIsUnavailable) {
  NetTest net;
  const ScriptedServer gone("", ScriptedServer::Then::Closes);
  const auto why = net.dial(to(gone.port()))->closed();
  EXPECT_EQ(why.kind, ErrorKind::Unavailable) << why.message;
}

TEST(Dial, PlainTextToATlsServerSaysThatACertificateIsWanted) {
  NetTest net;
  ListenOptions serving;
  serving.tls = make_test_certificate(net.folder(), "server", "IP:127.0.0.1");
  auto options = to(net.serve(serving, std::make_shared<RecordingHandler>()));
  options.plain_text = true;
  const auto why = net.dial(options)->closed();
  EXPECT_EQ(why.kind, ErrorKind::Unavailable);
  EXPECT_NE(why.message.find("authority file"), std::string::npos) << why.message;
}

TEST(Dial, AServerThatNeverAnswersTimesOut) {
  NetTest net;
  const ScriptedServer silent("");
  for (const bool plain_text : {false, true}) {
    auto options = to(silent.port());
    options.plain_text = plain_text;
    options.timeout = 50ms;
    EXPECT_EQ(net.dial(options)->closed().kind, ErrorKind::TimedOut);
  }
}

TEST(Dial, AServerThatDoesNotUpgradeIsInvalid) {
  NetTest net;
  const ScriptedServer web("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  auto options = to(web.port());
  options.plain_text = true;
  const auto why = net.dial(options)->closed();
  EXPECT_EQ(why.kind, ErrorKind::Invalid);
  EXPECT_NE(why.message.find("answered 200"), std::string::npos) << why.message;
}

TEST(Dial, AServerThatAnswersGarbageIsInvalid) {
  NetTest net;
  const ScriptedServer garbage(std::string(64, '\xee') + "\r\n\r\n");
  auto options = to(garbage.port());
  options.plain_text = true;
  EXPECT_EQ(net.dial(options)->closed().kind, ErrorKind::Invalid);
}

TEST(Dial, AServerThatHangsUpIsUnavailable) {
  NetTest net;
  ListenOptions nobody;
  nobody.max_connections = 0;
  auto options = to(net.serve(nobody, std::make_shared<RecordingHandler>()));
  options.plain_text = true;
  EXPECT_EQ(net.dial(options)->closed().kind, ErrorKind::Unavailable);
}

}  // namespace
}  // namespace tandem::platform
