#pragma once
// The one-time code that a device shows and an administrator types: 8 characters of an alphabet without look-alikes,
// 40 random bits. Pure.

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/random.h"

namespace tandem::sync {

// 32 characters: no 0 and O, no 1 and I.
inline constexpr std::string_view kCodeAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
inline constexpr std::size_t kCodeLength = 8;

// `random` has to be the kernel's (make_system_random()) outside of tests.
[[nodiscard]] std::string make_code(platform::Random& random);
// What somebody typed, with small letters, spaces or dashes; nothing when it cannot be a code.
[[nodiscard]] std::optional<std::string> code_of(std::string_view typed);
// "ABCD-EFGH".
[[nodiscard]] std::string shown_code(const std::string& code);

// What people compare: the first 128 bits of a SHA-256 in groups of four, "9F3A 22C1 …". Hex, at least 32 digits.
[[nodiscard]] std::string shown_fingerprint(const std::string& hex);

}  // namespace tandem::sync
