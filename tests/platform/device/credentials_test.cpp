#include "platform/device/credentials.h"

#include <gtest/gtest.h>

#include <chrono>

namespace tandem::platform {
namespace {

const std::string kSiteKey(64, 'a');

TEST(Credentials, ARandomSecretIs64HexDigitsAndNeverTheSame) {
  const auto first = random_secret();
  EXPECT_EQ(first.size(), 64U);
  EXPECT_EQ(first.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(first, random_secret());
}

TEST(Credentials, ABadgeHashesTheSameWithSpacesAroundIt) {
  const auto hash = hash_badge(kSiteKey, "0004713");
  ASSERT_TRUE(hash);
  EXPECT_EQ(hash->size(), 64U);
  EXPECT_EQ(hash.value(), hash_badge(kSiteKey, " 0004713\r\n").value());
}

TEST(Credentials, ABadgeHashDependsOnTheSiteKey) {
  EXPECT_NE(hash_badge(kSiteKey, "4713").value(), hash_badge(std::string(64, 'b'), "4713").value());
}

TEST(Credentials, AnEmptyOrEndlessBadgeIsRefused) {
  EXPECT_EQ(hash_badge(kSiteKey, "  ").error().kind, ErrorKind::Invalid);
  EXPECT_EQ(hash_badge(kSiteKey, std::string(129, '1')).error().kind, ErrorKind::TooLarge);
}

TEST(Credentials, AShortOrCrookedSiteKeyIsRefused) {
  EXPECT_EQ(hash_badge("abc", "1").error().kind, ErrorKind::Invalid);
  EXPECT_EQ(hash_badge(std::string(64, 'z'), "1").error().kind, ErrorKind::Invalid);
  EXPECT_EQ(hash_badge(std::string(66, 'a'), "1").error().kind, ErrorKind::Invalid);
}

TEST(Credentials, APinMatchesItsHashAndNoOther) {
  const auto hash = hash_pin("4711");
  ASSERT_TRUE(hash);
  EXPECT_EQ(hash->rfind("$argon2id$", 0), 0U);
  EXPECT_TRUE(pin_matches(*hash, "4711"));
  EXPECT_FALSE(pin_matches(*hash, "4712"));
  EXPECT_FALSE(pin_matches(*hash, ""));
  EXPECT_FALSE(pin_matches("garbage", "4711"));
}

TEST(Credentials, TheSamePinHashesDifferentlyEachTime) {
  EXPECT_NE(hash_pin("4711").value(), hash_pin("4711").value());
}

TEST(Credentials, AnEmptyOrEndlessPinIsRefused) {
  EXPECT_EQ(hash_pin("").error().kind, ErrorKind::Invalid);
  EXPECT_EQ(hash_pin(std::string(65, '1')).error().kind, ErrorKind::TooLarge);
}

TEST(Credentials, SecretsAreComparedWhole) {
  EXPECT_TRUE(equal_secrets("abc", "abc"));
  EXPECT_FALSE(equal_secrets("abc", "abd"));
  EXPECT_FALSE(equal_secrets("abc", "abcd"));
  EXPECT_TRUE(equal_secrets("", ""));
}

// The BLAKE2b-256 of "abc": https://www.blake2.net gives the algorithm, `b2sum -l 256` the value.
TEST(Credentials, ATokenHashIsBlake2b) {
  EXPECT_EQ(hash_token("abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

}  // namespace
}  // namespace tandem::platform
