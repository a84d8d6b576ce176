#include "calendar/ics/fingerprint.h"

#include <xxhash.h>

namespace tandem::calendar {

Fingerprint fingerprint_of(std::string_view text, std::uint64_t seed) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(text.data(), text.size(), seed);
  return {hash.low64, hash.high64};
}

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

}  // namespace tandem::calendar
