#include "kiosk/core/name_letters.h"

#include <array>
#include <cstdint>

#include "kiosk/core/reduce.h"

namespace tandem::kiosk {
namespace {

constexpr char32_t kFirstFolded = 0xC0;
constexpr char32_t kLastFolded = 0x17F;

// clang-format off
constexpr std::array<const char*, kLastFolded - kFirstFolded + 1> kFolded = {
    "A", "A", "A", "A", "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I", "I",  // U+00C0
    "D", "N", "O", "O", "O", "O", "O", "", "O", "U", "U", "U", "U", "Y", "TH", "SS",  // U+00D0
    "A", "A", "A", "A", "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I", "I",  // U+00E0
    "D", "N", "O", "O", "O", "O", "O", "", "O", "U", "U", "U", "U", "Y", "TH", "Y",  // U+00F0
    "A", "A", "A", "A", "A", "A", "C", "C", "C", "C", "C", "C", "C", "C", "D", "D",  // U+0100
    "D", "D", "E", "E", "E", "E", "E", "E", "E", "E", "E", "E", "G", "G", "G", "G",  // U+0110
    "G", "G", "G", "G", "H", "H", "H", "H", "I", "I", "I", "I", "I", "I", "I", "I",  // U+0120
    "I", "I", "IJ", "IJ", "J", "J", "K", "K", "K", "L", "L", "L", "L", "L", "L", "L",  // U+0130
    "L", "L", "L", "N", "N", "N", "N", "N", "N", "N", "N", "N", "O", "O", "O", "O",  // U+0140
    "O", "O", "OE", "OE", "R", "R", "R", "R", "R", "R", "S", "S", "S", "S", "S", "S",  // U+0150
    "S", "S", "T", "T", "T", "T", "T", "T", "U", "U", "U", "U", "U", "U", "U", "U",  // U+0160
    "U", "U", "U", "U", "W", "W", "Y", "Y", "Y", "Z", "Z", "Z", "Z", "Z", "Z", "S",  // U+0170
};
// clang-format on

// Reads two-byte UTF-8 only: everything in the table is that; longer sequences are skipped byte by byte.
void append_folded(std::string& out, unsigned char lead, unsigned char next) {
  const char32_t code = (static_cast<char32_t>(lead & 0x1FU) << 6U) | (next & 0x3FU);
  if (code >= kFirstFolded && code <= kLastFolded) out += kFolded.at(code - kFirstFolded);
}

bool begins_or_is(const std::string& name, std::string_view letters) {
  if (letters.size() < static_cast<std::size_t>(kNameLetters)) return name == letters;
  return name.starts_with(letters);
}

}  // namespace

std::string letters_of(std::string_view name) {
  std::string letters;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    if (byte >= 'a' && byte <= 'z') letters += static_cast<char>(byte - 'a' + 'A');
    if (byte >= 'A' && byte <= 'Z') letters += static_cast<char>(byte);
    if ((byte & 0xE0U) == 0xC0U && i + 1 < name.size())
      append_folded(letters, byte, static_cast<unsigned char>(name[++i]));
  }
  return letters;
}

bool letters_match(const calendar::Person& person, std::string_view letters) {
  const std::string given = letters_of(person.given_name);
  const std::string family = letters_of(person.family_name);
  return begins_or_is(family, letters) || begins_or_is(given, letters) || begins_or_is(given + family, letters) ||
         begins_or_is(family + given, letters);
}

}  // namespace tandem::kiosk
