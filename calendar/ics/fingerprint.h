#pragma once
// Which text was read, in 128 bits: XXH3 of libxxhash, which costs a fraction of an instruction a byte. Two texts of
// one feed are taken for one another with probability 2^-128 a pair: a feed of 100,000 events that changed wholly every
// five minutes for a hundred years would meet one with probability below 10^-20. It guards against chance, not against
// the feed's own writer, who could as well write the wrong time. Any thread.

#include <cstdint>
#include <string_view>

namespace tandem::calendar {

struct Fingerprint {
  std::uint64_t low{0};
  std::uint64_t high{0};
  bool operator==(const Fingerprint&) const = default;
};

// `seed` tells apart what is read from the same text.
[[nodiscard]] Fingerprint fingerprint_of(std::string_view text, std::uint64_t seed);
// Of the bytes of a component without the `hole_length` at `hole`: 64 bits, because it is only compared with the one
// that is expected there.
[[nodiscard]] std::uint64_t hash_around(std::string_view bytes, std::size_t hole, std::size_t hole_length,
                                        std::uint64_t seed);
[[nodiscard]] std::uint64_t hash_of(std::string_view text);

}  // namespace tandem::calendar
