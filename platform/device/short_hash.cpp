#include "platform/device/short_hash.h"

#include <sodium.h>

#include <array>

namespace tandem::platform {
namespace {

// Hashes are compared between machines and versions: never changed.
constexpr std::array<unsigned char, crypto_shorthash_KEYBYTES> kKey{'t', 'a', 'n', 'd', 'e', 'm', ' ', 's',
                                                                    'h', 'o', 'r', 't', ' ', 'k', 'e', 'y'};

}  // namespace

std::uint64_t short_hash(std::string_view bytes) {
  std::array<unsigned char, crypto_shorthash_BYTES> hash{};
  crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kKey.data());
  std::uint64_t value = 0;
  for (std::size_t i = hash.size(); i-- > 0;) value = (value << 8U) | hash[i];
  return value;
}

}  // namespace tandem::platform
