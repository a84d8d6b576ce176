// Devices and the server's authority in one process, under virtual time: the device's agents ask, the server's own
// routes answer, and somebody may stand in between.

#include <gtest/gtest.h>

#include "platform/certificates/certificates.h"
#include "platform/device/credentials.h"
#include "sync/authority/device_authority.h"
#include "sync/enrolment/enrolment_agent.h"
#include "sync/enrolment/enrolment_code.h"
#include "sync/enrolment/renewal_agent.h"
#include "tests/sync/client/virtual_loop.h"

namespace tandem::tests {
namespace {

using namespace sync;
using platform::ErrorKind;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr platform::WallTime kStart{seconds{1'795'000'000}};

// The way to a server, as TLS would be: an expired or foreign certificate is shown to it all the same.
class DirectTransport final : public EnrolmentTransport {
 public:
  DirectTransport(VirtualLoop& loop, DeviceAuthority*& server, std::string address = "192.0.2.7")
      : loop_(loop), server_(server), address_(std::move(address)) {}

  void call(EnrolmentCall call, std::function<void(platform::Result<std::string>)> answer) override {
    loop_.post([this, call = std::move(call), answer = std::move(answer)] { answer(said(call)); });
  }
  void cut(bool is_cut) { cut_ = is_cut; }

 private:
  platform::Result<std::string> said(const EnrolmentCall& call) {
    if (cut_) return platform::fail(ErrorKind::Unavailable, "nobody there");
    platform::HttpRequest request{"POST", call.path, {}, call.body, address_ + ":4711", {}};
    if (!call.identity.certificate.empty()) {
      const auto facts = platform::read_certificate(call.identity.certificate).value();
      request.certificate =
          platform::PeerCertificate{facts.name, facts.fingerprint, facts.validity.not_before, facts.validity.not_after};
    }
    const auto answer = server_->answer(request, std::chrono::floor<seconds>(loop_.clock().wall()));
    if (answer.status == 200) return answer.body;
    return platform::fail(answer.status == 403 ? ErrorKind::Denied : ErrorKind::TooLarge, answer.body);
  }

  VirtualLoop& loop_;
  DeviceAuthority*& server_;
  const std::string address_;
  bool cut_{false};
};

// A device that wants to be enrolled.
struct Kiosk {
  Kiosk(VirtualLoop& loop, DeviceAuthority*& server, std::uint64_t seed, bool knows_server = false)
      : transport(loop, server),
        random(platform::make_seeded_random(seed)),
        agent(loop, *random, transport, {"a kiosk", "test", "server:1", knows_server}) {
    agent.start([this](const EnrolmentView& now) { view = now; }, [this](DeviceIdentity mine) { identity = mine; });
    loop.run();
  }

  EnrolmentView view;
  std::optional<DeviceIdentity> identity;
  DirectTransport transport;
  std::unique_ptr<platform::Random> random;
  EnrolmentAgent agent;
};

struct Enrolment : testing::Test {
  Enrolment() { open(); }

  void open(AuthorityOptions options = {}) {
    opened = DeviceAuthority::open(*store, std::move(options), now()).value();
    server = opened.get();
  }
  [[nodiscard]] calendar::Instant now() const { return std::chrono::floor<seconds>(loop.clock().wall()); }
  [[nodiscard]] platform::Result<Approval> approve(const std::string& selector, const std::string& id = "lobby-1") {
    Approval wanted;
    wanted.device = calendar::DeviceId{id};
    return server->approve(selector, wanted, now());
  }
  [[nodiscard]] Standing standing(const DeviceIdentity& identity) {
    const auto facts = platform::read_certificate(identity.approval.certificate).value();
    const platform::PeerCertificate shown{facts.name, facts.fingerprint, facts.validity.not_before,
                                          facts.validity.not_after};
    return server->judge(shown, now())->standing;
  }
  std::vector<AuditRecord> audited(AuditKind what) {
    auto records = store->audit_after(0, kAuditBatch).value();
    std::erase_if(records, [what](const AuditRecord& record) { return record.what != what; });
    return records;
  }
  // The device says hello.
  void come_in(const DeviceIdentity& identity) {
    const auto facts = platform::read_certificate(identity.approval.certificate).value();
    const auto judged = server->judge({facts.name, facts.fingerprint, {}, {}}, now()).value();
    ASSERT_TRUE(server->admit(judged.record.value()));
  }
  // One that is enrolled.
  DeviceIdentity enrolled(const std::string& id = "lobby-1") {
    Kiosk kiosk(loop, server, 7);
    EXPECT_TRUE(approve(kiosk.view.code, id));
    loop.run_for(kAskEvery);
    return kiosk.identity.value();
  }

  VirtualLoop loop{kStart};
  std::unique_ptr<LogStore> store{open_log_store_in_memory().value()};
  std::unique_ptr<DeviceAuthority> opened;
  DeviceAuthority* server{nullptr};
};

TEST_F(Enrolment, ADeviceWhoseCodeIsTypedGetsItsCertificateAndItsPlace) {
  Kiosk kiosk(loop, server, 1);
  ASSERT_EQ(kiosk.view.phase, EnrolmentPhase::Waiting);
  EXPECT_EQ(kiosk.view.authority_fingerprint, server->authorities().current().fingerprint);
  Approval wanted;
  wanted.device = calendar::DeviceId{"door-1"};
  wanted.site = "paris";
  wanted.mode = DeviceMode::Door;
  wanted.room = calendar::RoomId{"r1"};
  ASSERT_TRUE(server->approve(shown_code(kiosk.view.code), wanted, now()));
  loop.run_for(kAskEvery);
  ASSERT_TRUE(kiosk.identity);
  EXPECT_EQ(kiosk.view.phase, EnrolmentPhase::Approved);
  EXPECT_EQ(kiosk.identity->approval.room, calendar::RoomId{"r1"});
  EXPECT_EQ(standing(*kiosk.identity), Standing::Good);
  const auto record = store->find_device(wanted.device).value();
  ASSERT_TRUE(record);
  EXPECT_EQ(record->site, "paris");
  EXPECT_EQ(record->mode, DeviceMode::Door);
  EXPECT_TRUE(decode_identity(encode_identity(*kiosk.identity)) == *kiosk.identity);
}

TEST_F(Enrolment, ACodeNobodyShowsIsRefusedAndTheFifthMakesAllThatWaitShowAnother) {
  Kiosk kiosk(loop, server, 1);
  const std::string code = kiosk.view.code;
  for (int i = 0; i < kCodeTries; ++i) EXPECT_EQ(approve("AAAA-AAAA").error().kind, ErrorKind::NotFound);
  EXPECT_FALSE(approve(code));
  loop.run_for(kAskEvery);
  EXPECT_EQ(kiosk.view.phase, EnrolmentPhase::Expired);
  kiosk.agent.restart();
  loop.run();
  EXPECT_NE(kiosk.view.code, code);
  EXPECT_TRUE(approve(kiosk.view.code));
}

TEST_F(Enrolment, ACodeLastsTenMinutesAndTheDeviceShowsAnotherLater) {
  Kiosk kiosk(loop, server, 1);
  const std::string code = kiosk.view.code;
  loop.run_for(kRequestLife - seconds{4});
  EXPECT_EQ(kiosk.view.phase, EnrolmentPhase::Waiting);
  loop.run_for(seconds{8});
  EXPECT_EQ(kiosk.view.phase, EnrolmentPhase::Expired);
  EXPECT_FALSE(approve(code));
  loop.run_for(kNewCodeAfter);
  EXPECT_EQ(kiosk.view.phase, EnrolmentPhase::Waiting);
  EXPECT_NE(kiosk.view.code, code);
}

TEST_F(Enrolment, ADeniedDeviceSaysSo) {
  Kiosk kiosk(loop, server, 1);
  ASSERT_TRUE(server->deny(shown_fingerprint(kiosk.view.request_fingerprint), now()));
  loop.run_for(kAskEvery);
  EXPECT_EQ(kiosk.view.phase, EnrolmentPhase::Denied);
  EXPECT_TRUE(server->waiting(now())->empty());
}

// --- in the audit log ---

TEST_F(Enrolment, ThatADeviceAskedIsWrittenDownOnceHoweverOftenItAsks) {
  Kiosk kiosk(loop, server, 1);
  loop.run_for(minutes{5});
  const auto asked = audited(AuditKind::EnrolmentAsked);
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].address, "192.0.2.7");
  EXPECT_EQ(asked[0].about, "request " + shown_fingerprint(kiosk.view.request_fingerprint));
}

TEST_F(Enrolment, ThatACodeRanOutIsWrittenDownOnce) {
  Kiosk kiosk(loop, server, 1);
  kiosk.transport.cut(true);  // it asks no more: whoever looks at the list notices
  loop.run_for(kRequestLife);
  for (int looks = 0; looks < 3; ++looks) EXPECT_TRUE(server->waiting(now())->empty());
  const auto expired = audited(AuditKind::EnrolmentExpired);
  ASSERT_EQ(expired.size(), 1U);
  EXPECT_EQ(expired[0].outcome, "nobody approved it in time");
}

TEST_F(Enrolment, ThatTooManyWrongCodesWereTypedIsWrittenDown) {
  Kiosk kiosk(loop, server, 1);
  for (int i = 0; i <= kCodeTries; ++i) EXPECT_FALSE(approve("AAAA-AAAA"));
  const auto expired = audited(AuditKind::EnrolmentExpired);
  ASSERT_EQ(expired.size(), 1U);
  EXPECT_EQ(expired[0].outcome, "too many wrong codes were typed");
}

TEST_F(Enrolment, AFingerprintAloneIsEnoughOnlyForADeviceThatKnowsTheServer) {
  Kiosk stranger(loop, server, 1);
  EXPECT_EQ(approve(shown_fingerprint(stranger.view.request_fingerprint)).error().kind, ErrorKind::Denied);
  Kiosk knowing(loop, server, 2, true);
  EXPECT_TRUE(approve(shown_fingerprint(knowing.view.request_fingerprint)));
  loop.run_for(kAskEvery);
  EXPECT_TRUE(knowing.identity);
}

TEST_F(Enrolment, AServerInBetweenThatApprovesByItselfIsNotBelieved) {
  Kiosk kiosk(loop, server, 1);
  // Somebody with the server's network place and keys of his own: he sees everything but the code.
  Approval forged;
  forged.device = calendar::DeviceId{"lobby-1"};
  const auto waiting = server->waiting(now()).value().front();
  forged.authorities = server->authorities().pins();
  forged.certificate =
      platform::sign_request(server->authorities().current().signing, waiting.request.certificate_request,
                             {platform::CertificateUse::Device, "lobby-1", {now(), now() + days{1}}})
          .value();
  EnrolmentDesk desk(*store);
  for (const std::string& proof : {std::string{}, std::string(64, '0')}) {
    ASSERT_TRUE(desk.answer(waiting, {EnrolmentState::Approved, forged, proof}));
    loop.run_for(kAskEvery);
    EXPECT_EQ(kiosk.view.phase, EnrolmentPhase::Denied);
    EXPECT_FALSE(kiosk.identity);
  }
}

TEST_F(Enrolment, ACodeThroughSomebodyWithAnotherAuthorityOpensNothing) {
  // The device speaks with him, he forwards the request; the proof names his authority, and the code does not fit.
  auto his_store = open_log_store_in_memory().value();
  auto his = DeviceAuthority::open(*his_store, {}, now()).value();
  DeviceAuthority* between = his.get();
  Kiosk kiosk(loop, between, 1);
  const auto seen = his->waiting(now()).value().front().request;
  EnrolmentDesk desk(*store);
  ASSERT_TRUE(desk.ask(seen, "192.0.2.66", now()));
  EXPECT_EQ(approve(kiosk.view.code).error().kind, ErrorKind::NotFound);
  // Nor does his own request under the device's proof.
  auto own = seen;
  own.certificate_request = platform::make_certificate_request(platform::make_private_key().value(), "lobby-1").value();
  ASSERT_TRUE(desk.ask(own, "192.0.2.66", now()));
  EXPECT_EQ(approve(kiosk.view.code).error().kind, ErrorKind::NotFound);
}

TEST_F(Enrolment, TooManyFromOnePlaceAreTurnedAway) {
  std::vector<std::unique_ptr<Kiosk>> kiosks;
  for (std::size_t i = 0; i <= kMaxWaitingFromAddress; ++i) {
    kiosks.push_back(std::make_unique<Kiosk>(loop, server, i));
  }
  EXPECT_EQ(server->waiting(now())->size(), kMaxWaitingFromAddress);
  EXPECT_TRUE(kiosks.back()->view.unreachable);
  ASSERT_TRUE(approve(kiosks.front()->view.code));
  loop.run_for(kUnreachableRetry);
  EXPECT_EQ(kiosks.back()->view.phase, EnrolmentPhase::Waiting);
}

TEST_F(Enrolment, AServerThatIsAwayIsAskedAgain) {
  Kiosk kiosk(loop, server, 1);
  kiosk.transport.cut(true);
  loop.run_for(kAskEvery);
  EXPECT_TRUE(kiosk.view.unreachable);
  EXPECT_FALSE(kiosk.view.code.empty());
  kiosk.transport.cut(false);
  ASSERT_TRUE(approve(kiosk.view.code));
  loop.run_for(kUnreachableRetry);
  EXPECT_TRUE(kiosk.identity);
}

struct Renewal : Enrolment {
  // Keeps the newest identity.
  struct Keeper {
    explicit Keeper(DeviceIdentity first) : identity(std::move(first)) {}
    RenewalAgent::Keep keep() {
      return [this](const DeviceIdentity& fresh) -> platform::Status {
        identity = fresh;
        ++kept;
        return {};
      };
    }
    DeviceIdentity identity;
    int kept{0};
  };
};

TEST_F(Renewal, HappensAtHalfLifeWithAnotherKeyAndEndsTheOldOne) {
  const auto first = enrolled();
  DirectTransport transport(loop, server);
  Keeper keeper(first);
  RenewalAgent agent(loop, transport, first, keeper.keep());
  agent.start();
  loop.run_for(days{15} - minutes{1});
  EXPECT_EQ(keeper.kept, 0);
  loop.run_for(hours{3});
  EXPECT_EQ(keeper.kept, 1);
  EXPECT_NE(keeper.identity.private_key, first.private_key);
  EXPECT_EQ(standing(keeper.identity), Standing::Good);
  EXPECT_EQ(standing(first), Standing::Good);
  come_in(keeper.identity);
  EXPECT_EQ(standing(first), Standing::Unknown);
  loop.run_for(days{100});
  EXPECT_EQ(standing(keeper.identity), Standing::Good);
}

TEST_F(Renewal, AnExpiredOneMayStillBeRenewedButNotForEver) {
  const auto first = enrolled();
  const auto second = enrolled("lobby-2");
  loop.run_for(days{31});
  EXPECT_EQ(standing(first), Standing::Expired);
  DirectTransport transport(loop, server);
  Keeper keeper(first);
  RenewalAgent agent(loop, transport, first, keeper.keep());
  agent.start();
  loop.run();
  EXPECT_EQ(standing(keeper.identity), Standing::Good);
  loop.run_for(days{90});
  EXPECT_EQ(standing(second), Standing::Over);
  Keeper late(second);
  RenewalAgent too_late(loop, transport, second, late.keep());
  too_late.start();
  loop.run();
  EXPECT_EQ(late.kept, 0);
}

TEST_F(Renewal, ARevokedOneIsNeverRenewedNorAnotherOfThatName) {
  const auto first = enrolled();
  ASSERT_TRUE(server->revoke(calendar::DeviceId{"lobby-1"}));
  const auto second = enrolled();
  EXPECT_EQ(standing(first), Standing::Revoked);
  EXPECT_EQ(standing(second), Standing::Good);
  loop.run_for(days{20});
  DirectTransport transport(loop, server);
  Keeper keeper(first);
  RenewalAgent agent(loop, transport, first, keeper.keep());
  agent.start();
  loop.run();
  EXPECT_EQ(keeper.kept, 0);
}

TEST_F(Renewal, TheNextAuthorityIsToldBeforeItSignsAndTheOldOnesDevicesAreLetIn) {
  const auto first = enrolled();
  DirectTransport transport(loop, server);
  Keeper keeper(first);
  RenewalAgent agent(loop, transport, first, keeper.keep());
  agent.start();
  loop.run();
  ASSERT_TRUE(server->make_next_authority(now()));
  EXPECT_EQ(server->rotate_authority(now(), false).error().kind, ErrorKind::Invalid);
  loop.run_for(kLookForNews + minutes{1});
  const auto pins = platform::split_certificates(keeper.identity.approval.authorities).value();
  EXPECT_EQ(pins.size(), 2U);
  ASSERT_TRUE(server->rotate_authority(now(), false));
  const auto tls = server->device_tls(now()).value();
  EXPECT_TRUE(platform::verify_certificate(tls.certificate, keeper.identity.approval.authorities,
                                           platform::CertificateUse::Server, now()));
  EXPECT_FALSE(platform::verify_certificate(tls.certificate, first.approval.authorities,
                                            platform::CertificateUse::Server, now()));
  EXPECT_TRUE(platform::verify_certificate(first.approval.certificate, tls.authorities,
                                           platform::CertificateUse::Device, now()));
  loop.run_for(days{16});
  EXPECT_TRUE(platform::verify_certificate(keeper.identity.approval.certificate,
                                           server->authorities().current().signing.certificate,
                                           platform::CertificateUse::Device, now()));
}

TEST_F(Renewal, ASignatureOfTheAuthorityAloneMakesNoDevice) {
  const auto key = platform::make_private_key().value();
  const auto forged = platform::sign_request(server->authorities().current().signing,
                                             platform::make_certificate_request(key, "x").value(),
                                             {platform::CertificateUse::Device, "lobby-1", {now(), now() + days{1}}})
                          .value();
  DeviceIdentity identity = enrolled();
  identity.approval.certificate = forged;
  identity.private_key = key;
  EXPECT_EQ(standing(identity), Standing::Unknown);
}

TEST_F(Renewal, TheAuthorityOutlivesARestart) {
  const auto before = server->authorities().current().fingerprint;
  const auto device = enrolled();
  open();
  EXPECT_EQ(server->authorities().current().fingerprint, before);
  EXPECT_EQ(standing(device), Standing::Good);
}

TEST(EnrolmentCode, IsReadHoweverItIsTypedAndHasNoLookAlikes) {
  const auto random = platform::make_seeded_random(3);
  const std::string code = make_code(*random);
  EXPECT_EQ(code.size(), kCodeLength);
  EXPECT_EQ(code_of(shown_code(code)), code);
  EXPECT_EQ(code_of("abcd efgh"), "ABCDEFGH");
  EXPECT_FALSE(code_of("ABCDEFG"));
  EXPECT_FALSE(code_of("ABCDEFG0"));
  EXPECT_FALSE(code_of("ABCDEFGHJ"));
}

TEST(EnrolmentMessages, HostileOnesAreRefused) {
  EXPECT_FALSE(decode_enrolment_request("[]"));
  EXPECT_FALSE(decode_enrolment_request(std::string(kMaxEnrolmentRequest + 1, ' ')));
  EXPECT_FALSE(decode_enrolment_request(R"({"request": 1})"));
  EXPECT_FALSE(decode_enrolment_request(R"({"proof": ")" + std::string(65, 'a') + "\"}"));
  EXPECT_FALSE(decode_enrolment_answer(R"({"state": 1})"));
  EXPECT_FALSE(decode_enrolment_answer(R"({"state": 4})"));
  EXPECT_FALSE(decode_enrolment_answer(R"({"state": 1, "approval": {"mode": 2, "device": "x"}})"));
  EXPECT_FALSE(decode_identity(R"({"device": "x"})"));
}

}  // namespace
}  // namespace tandem::tests
