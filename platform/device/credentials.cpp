#include "platform/device/credentials.h"

#include <sodium.h>

#include <array>

#include "platform/base/check.h"

namespace tandem::platform {
namespace {

// argon2id, modest on purpose: a PIN is short, tries are limited by the server, and importing a hundred people on a
// Raspberry Pi has to stay a matter of seconds.
constexpr unsigned long long kPinPasses = 2;
constexpr std::size_t kPinMemory = std::size_t{8} * 1024 * 1024;
// Both sides of an enrolment must use the same: never changed.
constexpr unsigned long long kStretchPasses = 2;
constexpr std::size_t kStretchMemory = std::size_t{8} * 1024 * 1024;
constexpr std::size_t kMaxPinLength = 64;
constexpr std::size_t kMaxBadgeLength = 128;

constexpr std::size_t kSecretBytes = 32;
using Bytes32 = std::array<unsigned char, kSecretBytes>;

void sodium_ready() {
  static const int state = sodium_init();
  TANDEM_CHECK(state >= 0);
}

std::string hex_of(const Bytes32& bytes) {
  std::string hex(kSecretBytes * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.pop_back();
  return hex;
}

std::string blake2b(std::string_view text, const unsigned char* key, std::size_t key_size) {
  Bytes32 hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), key,
                     key_size);
  return hex_of(hash);
}

std::string_view without_spaces_around(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n\v\f";
  const auto first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

Result<Bytes32> key_of(std::string_view hex) {
  Bytes32 key{};
  std::size_t size = 0;
  const int parsed = sodium_hex2bin(key.data(), key.size(), hex.data(), hex.size(), nullptr, &size, nullptr);
  if (parsed != 0 || size != key.size() || hex.size() != 2 * kSecretBytes) {
    return fail(ErrorKind::Invalid, "a site key is 64 hexadecimal digits");
  }
  return key;
}

}  // namespace

std::string random_secret() {
  sodium_ready();
  Bytes32 bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return hex_of(bytes);
}

Result<std::string> hash_badge(std::string_view site_key, std::string_view badge) {
  sodium_ready();
  const auto number = without_spaces_around(badge);
  if (number.empty()) return fail(ErrorKind::Invalid, "a badge number is empty");
  if (number.size() > kMaxBadgeLength) {
    return fail(ErrorKind::TooLarge, "a badge number has at most " + std::to_string(kMaxBadgeLength) + " characters");
  }
  const auto key = key_of(site_key);
  if (!key) return tl::unexpected(key.error());
  return blake2b(number, key->data(), key->size());
}

Result<std::string> hash_pin(std::string_view pin) {
  sodium_ready();
  if (pin.empty()) return fail(ErrorKind::Invalid, "a PIN is empty");
  if (pin.size() > kMaxPinLength) {
    return fail(ErrorKind::TooLarge, "a PIN has at most " + std::to_string(kMaxPinLength) + " characters");
  }
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), pin.data(), pin.size(), kPinPasses, kPinMemory) != 0) {
    return fail(ErrorKind::Unavailable, "not enough memory to hash a PIN");
  }
  return std::string(hash.data());
}

bool pin_matches(const std::string& pin_hash, std::string_view pin) {
  sodium_ready();
  if (pin.empty() || pin.size() > kMaxPinLength || pin_hash.size() >= crypto_pwhash_STRBYTES) return false;
  return crypto_pwhash_str_verify(pin_hash.c_str(), pin.data(), pin.size()) == 0;
}

Result<std::string> stretch_secret(std::string_view secret, std::string_view context) {
  sodium_ready();
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
  crypto_generichash(salt.data(), salt.size(), reinterpret_cast<const unsigned char*>(context.data()), context.size(),
                     nullptr, 0);
  Bytes32 key{};
  if (crypto_pwhash(key.data(), key.size(), secret.data(), secret.size(), salt.data(), kStretchPasses, kStretchMemory,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(ErrorKind::Unavailable, "not enough memory to stretch a secret");
  }
  return hex_of(key);
}

std::string keyed_hash(const std::string& key, std::string_view text) {
  sodium_ready();
  const auto bytes = key_of(key);
  TANDEM_CHECK(bytes.has_value());
  return blake2b(text, bytes->data(), bytes->size());
}

std::string hash_token(std::string_view token) {
  sodium_ready();
  return blake2b(token, nullptr, 0);
}

bool equal_secrets(std::string_view a, std::string_view b) {
  sodium_ready();
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace tandem::platform
