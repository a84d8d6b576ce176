#include "calendar/ics/fingerprint.h"

#include <xxhash.h>

namespace tandem::calendar {

Fingerprint fingerprint_of(std::string_view text, std::uint64_t seed) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(text.data(), text.size(), seed);
  return {hash.low64, hash.high64};
}

std::uint64_t hash_around(std::string_view bytes, std::size_t hole, std::size_t hole_length, std::uint64_t seed) {
  const std::string_view before = bytes.substr(0, hole);
  const std::string_view after = bytes.substr(hole + hole_length);
  return XXH3_64bits_withSeed(after.data(), after.size(), XXH3_64bits_withSeed(before.data(), before.size(), seed));
}

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

}  // namespace tandem::calendar
