// Devices and the server know one another by certificates of the server's own authority.

#include <gtest/gtest.h>

#include "platform/certificates/certificates.h"
#include "platform/net/http_post.h"
#include "tests/platform/net/net_harness.h"
#include "tests/platform/net/test_certificate.h"

namespace tandem::platform {
namespace {

using std::chrono::days;
using std::chrono::hours;

std::chrono::sys_seconds now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

struct Party {
  std::string certificate;
  std::string private_key;
};

struct Authority {
  SigningAuthority signing;

  Authority() {
    signing.private_key = make_private_key().value();
    signing.certificate =
        make_authority_certificate(signing.private_key, "Tandem", {now() - days{1}, now() + days{10}}).value();
  }

  Party issue(CertificateUse use, const std::string& name, Validity validity) const {
    const std::string key = make_private_key().value();
    CertificateOrder order{use, name, validity, {}};
    if (use == CertificateUse::Server) order.host_names = {kDeviceServerName};
    return {sign_request(signing, make_certificate_request(key, name).value(), order).value(), key};
  }
  Party device(Validity validity = {now() - hours{1}, now() + days{1}}) const {
    return issue(CertificateUse::Device, "lobby-1", validity);
  }
  DeviceTls server(const std::string& authorities) const {
    const Party made = issue(CertificateUse::Server, "server", {now() - hours{1}, now() + days{1}});
    return {made.certificate, made.private_key, authorities};
  }
  DeviceTls server() const { return server(signing.certificate); }
};

// Waits for the server's word; after a refusal the connection ends instead.
bool opened(const std::shared_ptr<RecordingHandler>& handler) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (!handler->was_opened() && !handler->was_closed() && std::chrono::steady_clock::now() < until) {
    std::this_thread::yield();
  }
  return handler->was_opened();
}

struct DeviceTlsTest : testing::Test {
  NetTest net;
  Authority authority;
  std::shared_ptr<EchoHandler> echo{std::make_shared<EchoHandler>()};

  std::uint16_t serve(const DeviceTls& devices) {
    ListenOptions options;
    options.devices = devices;
    return net.serve(options, echo);
  }
  std::shared_ptr<RecordingHandler> dial(std::uint16_t port, const Party& device, const std::string& believed) {
    DialOptions options{"127.0.0.1", port, {}, false};
    options.identity = [=] { return ClientIdentity{device.certificate, device.private_key, believed}; };
    return net.dial(options);
  }
};

TEST_F(DeviceTlsTest, TheHandlerHearsWhoseCertificateItIs) {
  const auto port = serve(authority.server());
  const auto device = authority.device();
  ASSERT_TRUE(opened(dial(port, device, authority.signing.certificate)));
  const auto certificate = echo->connection()->certificate();
  ASSERT_TRUE(certificate);
  EXPECT_EQ(certificate->name, "lobby-1");
  EXPECT_EQ(certificate->fingerprint, read_certificate(device.certificate)->fingerprint);
}

TEST_F(DeviceTlsTest, ADeviceWithoutOneIsLetInAndHasNone) {
  const auto port = serve(authority.server());
  ASSERT_TRUE(opened(dial(port, {}, authority.signing.certificate)));
  EXPECT_FALSE(echo->connection()->certificate());
}

TEST_F(DeviceTlsTest, OneOfAnotherAuthorityIsCutInTheHandshake) {
  const auto port = serve(authority.server());
  const Authority other;
  EXPECT_FALSE(opened(dial(port, other.device(), authority.signing.certificate)));
}

TEST_F(DeviceTlsTest, AServersCertificateIsNoDevices) {
  const auto port = serve(authority.server());
  const Party server = authority.issue(CertificateUse::Server, "lobby-1", {now() - hours{1}, now() + days{1}});
  EXPECT_FALSE(opened(dial(port, server, authority.signing.certificate)));
}

TEST_F(DeviceTlsTest, AnExpiredOneIsLetInWithItsDates) {
  const auto port = serve(authority.server());
  const Validity over{now() - days{2}, now() - days{1}};
  ASSERT_TRUE(opened(dial(port, authority.device(over), authority.signing.certificate)));
  EXPECT_EQ(echo->connection()->certificate()->not_after, over.not_after);
}

TEST_F(DeviceTlsTest, AServerOfAnotherAuthorityIsNotBelieved) {
  const auto port = serve(authority.server());
  const Authority other;
  const auto handler = dial(port, authority.device(), other.signing.certificate);
  EXPECT_EQ(handler->closed().kind, ErrorKind::Denied);
}

TEST_F(DeviceTlsTest, ADeviceThatBelievesTwoAuthoritiesFollowsTheServerToTheNext) {
  const Authority next;
  const std::string both = authority.signing.certificate + next.signing.certificate;
  const auto port = serve(authority.server(both));
  const auto device = authority.device();
  ASSERT_TRUE(opened(dial(port, device, both)));
  Status changed;
  net.on_loop([&] { changed = net.listener().set_device_tls(next.server(both)); });
  ASSERT_TRUE(changed) << changed.error().message;
  EXPECT_TRUE(opened(dial(port, device, both)));
  EXPECT_FALSE(opened(dial(port, device, authority.signing.certificate)));
}

TEST_F(DeviceTlsTest, BesidesAnotherCertificateTheNameThatIsAskedForDecides) {
  const TlsFiles web = make_test_certificate(net.folder(), "web", "IP:127.0.0.1");
  ListenOptions options;
  options.tls = web;
  options.devices = authority.server();
  const auto port = net.serve(options, echo);
  ASSERT_TRUE(opened(dial(port, authority.device(), authority.signing.certificate)));
  EXPECT_TRUE(echo->connection()->certificate());
  ASSERT_TRUE(opened(net.dial({"127.0.0.1", port, web.certificate_chain, false})));
}

TEST_F(DeviceTlsTest, APostCarriesTheCertificateAndSaysWhereFrom) {
  ListenOptions options;
  options.devices = authority.server();
  const auto port = net.serve_http(options, [](const HttpRequest& request, const auto& respond) {
    HttpAnswer answer;
    answer.body = (request.certificate ? request.certificate->name : "nobody") + " from " +
                  request.peer.substr(0, request.peer.find(':'));
    respond(answer);
  });
  HttpPost post;
  post.url = std::string("https://") + kDeviceServerName + "/";
  post.connect_to = "127.0.0.1:" + std::to_string(port);
  const auto device = authority.device();
  post.identity = ClientIdentity{device.certificate, device.private_key, authority.signing.certificate};
  const auto answered = http_post(post);
  ASSERT_TRUE(answered) << answered.error().message;
  EXPECT_EQ(answered->body, "lobby-1 from 127.0.0.1");
  post.identity->certificate.clear();
  EXPECT_EQ(http_post(post)->body, "nobody from 127.0.0.1");
  post.identity->authorities = Authority{}.signing.certificate;
  EXPECT_EQ(http_post(post).error().kind, ErrorKind::Denied);
  post.identity.reset();
  EXPECT_FALSE(http_post(post));
  post.trust_anybody = true;
  EXPECT_EQ(http_post(post)->body, "nobody from 127.0.0.1");
}

}  // namespace
}  // namespace tandem::platform
