#pragma once
// Eight bytes that say whether two byte strings are the same, when nobody tries to fool us: SipHash-2-4 under a fixed
// key, by libsodium. The same on every machine and in every version. Any thread.

#include <cstdint>
#include <string_view>

namespace tandem::platform {

[[nodiscard]] std::uint64_t short_hash(std::string_view bytes);

}  // namespace tandem::platform
