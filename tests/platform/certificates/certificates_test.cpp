#include "platform/certificates/certificates.h"

#include <gtest/gtest.h>

namespace tandem::platform {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr std::chrono::sys_seconds kNow{seconds{1'795'000'000}};
constexpr Validity kYears{kNow - days{1}, kNow + days{3650}};

SigningAuthority make_authority(const std::string& name = "Tandem authority") {
  const std::string key = make_private_key().value();
  return {make_authority_certificate(key, name, kYears).value(), key};
}

CertificateOrder a_device(Validity validity = {kNow, kNow + days{30}}) {
  return {CertificateUse::Device, "lobby-1", validity};
}

struct Certificates : testing::Test {
  SigningAuthority authority{make_authority()};
  std::string key{make_private_key().value()};
  std::string request{make_certificate_request(key, "a kiosk").value()};
};

TEST_F(Certificates, ARequestTellsItsNameAndAFingerprint) {
  const auto facts = read_certificate_request(request);
  ASSERT_TRUE(facts) << facts.error().message;
  EXPECT_EQ(facts->name, "a kiosk");
  EXPECT_EQ(facts->fingerprint.size(), 64U);
  EXPECT_NE(
      read_certificate_request(make_certificate_request(make_private_key().value(), "a kiosk").value())->fingerprint,
      facts->fingerprint);
}

TEST_F(Certificates, ASignedCertificateSaysWhatTheOrderSaysAndNotWhatTheRequestAsks) {
  const auto made = sign_request(authority, request, a_device());
  ASSERT_TRUE(made) << made.error().message;
  const auto facts = read_certificate(*made);
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->name, "lobby-1");
  EXPECT_EQ(facts->validity.not_before, kNow);
  EXPECT_FALSE(facts->authority);
  EXPECT_TRUE(require_pair(*made, key));
  EXPECT_FALSE(require_pair(*made, authority.private_key));
}

TEST_F(Certificates, NoTwoHaveTheSameSerial) {
  const auto first = read_certificate(*sign_request(authority, request, a_device()));
  const auto second = read_certificate(*sign_request(authority, request, a_device()));
  EXPECT_NE(first->serial, second->serial);
  EXPECT_EQ(first->key_fingerprint, second->key_fingerprint);
}

TEST_F(Certificates, IsValidFromItsFirstToItsLastSecond) {
  const auto made = sign_request(authority, request, a_device());
  const auto valid_at = [&](std::chrono::sys_seconds at) {
    return verify_certificate(*made, authority.certificate, CertificateUse::Device, at).has_value();
  };
  EXPECT_FALSE(valid_at(kNow - seconds{1}));
  EXPECT_TRUE(valid_at(kNow));
  EXPECT_TRUE(valid_at(kNow + days{30} - seconds{1}));
  EXPECT_FALSE(valid_at(kNow + days{30}));
}

TEST_F(Certificates, ADevicesCannotPlayTheServer) {
  const auto made = sign_request(authority, request, a_device());
  EXPECT_FALSE(verify_certificate(*made, authority.certificate, CertificateUse::Server, kNow));
  CertificateOrder order = a_device();
  order.use = CertificateUse::Server;
  order.host_names = {"server.tandem.internal", "192.0.2.1", "2001:db8::1"};
  const auto server = sign_request(authority, request, order);
  ASSERT_TRUE(server) << server.error().message;
  EXPECT_TRUE(verify_certificate(*server, authority.certificate, CertificateUse::Server, kNow));
  EXPECT_FALSE(verify_certificate(*server, authority.certificate, CertificateUse::Device, kNow));
}

TEST_F(Certificates, AnotherAuthorityOfTheSameNameIsNotBelieved) {
  const auto made = sign_request(authority, request, a_device());
  const auto other = make_authority();
  EXPECT_FALSE(verify_certificate(*made, other.certificate, CertificateUse::Device, kNow));
  EXPECT_TRUE(verify_certificate(*made, other.certificate + authority.certificate, CertificateUse::Device, kNow));
}

TEST_F(Certificates, ADeviceCannotSignForOthers) {
  const SigningAuthority device{*sign_request(authority, request, a_device()), key};
  const auto forged = sign_request(device, make_certificate_request(make_private_key().value(), "x").value(),
                                   {CertificateUse::Device, "lobby-2", {kNow, kNow + days{30}}});
  ASSERT_TRUE(forged);
  EXPECT_FALSE(verify_certificate(*forged, device.certificate + authority.certificate, CertificateUse::Device, kNow));
}

TEST_F(Certificates, AnAuthoritySaysThatItIsOne) {
  const auto facts = read_certificate(authority.certificate);
  EXPECT_TRUE(facts->authority);
  EXPECT_EQ(facts->validity.not_before, kYears.not_before);
}

TEST_F(Certificates, ARequestThatWasChangedIsRefused) {
  for (const std::size_t at : {60U, 120U, 250U}) {
    std::string changed = request;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read_certificate_request(changed)) << at;
    EXPECT_FALSE(sign_request(authority, changed, a_device())) << at;
  }
}

TEST_F(Certificates, WhatIsTooLargeOrNotPemIsRefused) {
  EXPECT_EQ(read_certificate_request(std::string(kMaxRequestPem + 1, 'A')).error().kind, ErrorKind::TooLarge);
  EXPECT_EQ(read_certificate_request("").error().kind, ErrorKind::Invalid);
  EXPECT_EQ(read_certificate_request(authority.certificate).error().kind, ErrorKind::Invalid);
  EXPECT_EQ(read_certificate(request).error().kind, ErrorKind::Invalid);
  EXPECT_EQ(make_certificate_request("no key", "x").error().kind, ErrorKind::Invalid);
}

TEST_F(Certificates, NamesThatAreTooLongOrNoHostsAreRefused) {
  EXPECT_FALSE(make_certificate_request(key, std::string(kMaxCommonName + 1, 'x')));
  EXPECT_FALSE(sign_request(authority, request, {CertificateUse::Device, "", kYears}));
  EXPECT_FALSE(sign_request(authority, request, {CertificateUse::Server, "s", kYears, {"a,DNS:b"}}));
}

TEST_F(Certificates, SeveralInOneTextAreTakenApart) {
  const auto other = make_authority("another");
  const auto both = split_certificates("words before\n" + authority.certificate + "\n" + other.certificate);
  ASSERT_TRUE(both);
  EXPECT_EQ(*both, (std::vector<std::string>{authority.certificate, other.certificate}));
  std::string many;
  for (std::size_t i = 0; i <= kMaxAuthorities; ++i) many += authority.certificate;
  EXPECT_EQ(split_certificates(many).error().kind, ErrorKind::TooLarge);
  EXPECT_FALSE(split_certificates("none"));
  EXPECT_FALSE(split_certificates(authority.certificate.substr(0, 100)));
}

TEST_F(Certificates, AnotherKindOfKeyIsRefused) {
  // An Ed25519 request made by `openssl req -new`.
  EXPECT_FALSE(
      read_certificate_request("-----BEGIN CERTIFICATE REQUEST-----\n"
                               "MIGSMEYCAQAwEzERMA8GA1UEAwwIZWQyNTUxOXgwKjAFBgMrZXADIQALAePYBshu\n"
                               "sxUdXOGNNUIupezSsxvFN4QTlJ3JXvVWD6AAMAUGAytlcANBAO3KVdds9mLovF/T\n"
                               "2+QDrqCgc6/iDw14h/Hu6uq9xMvjOqVHZ/Lm8ARTlenbiPbPnsx+/7DfsIM2hdol\n"
                               "mNzYLAE=\n"
                               "-----END CERTIFICATE REQUEST-----\n"));
}

}  // namespace
}  // namespace tandem::platform
