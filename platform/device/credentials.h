#pragma once
// Secrets and their hashes, by libsodium. Badges are stored as keyed hashes (the site's key), PINs as argon2id strings,
// device tokens as plain hashes of 256 random bits. Comparisons take constant time. Any thread.

#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace tandem::platform {

// 32 random bytes as lower-case hex: a site key, a device token, the secret in a feed's address.
[[nodiscard]] std::string random_secret();

// BLAKE2b of the badge number under the site's key (hex, 64 digits), hex. Spaces around the number do not count.
[[nodiscard]] Result<std::string> hash_badge(std::string_view site_key, std::string_view badge);
// argon2id with its salt and parameters, as libsodium prints it. Tens of milliseconds on purpose.
[[nodiscard]] Result<std::string> hash_pin(std::string_view pin);
[[nodiscard]] bool pin_matches(const std::string& pin_hash, std::string_view pin);
// A key (64 hex digits) from a secret that people can type, slow to guess: argon2id, tens of milliseconds; the same
// secret and context give the same key. Unavailable without memory for it.
[[nodiscard]] Result<std::string> stretch_secret(std::string_view secret, std::string_view context);
// BLAKE2b of `text` under a key of stretch_secret(), hex.
[[nodiscard]] std::string keyed_hash(const std::string& key, std::string_view text);
// BLAKE2b, hex.
[[nodiscard]] std::string hash_token(std::string_view token);
[[nodiscard]] bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace tandem::platform
