#include "kiosk/text/pseudo.h"

#include <array>

namespace tandem::kiosk {
namespace {

// Letters that every screen's font has.
std::string_view accented(char letter) {
  switch (letter) {
    case 'a': return "á";
    case 'c': return "ç";
    case 'e': return "é";
    case 'i': return "ï";
    case 'l': return "ļ";
    case 'n': return "ñ";
    case 'o': return "ö";
    case 'r': return "ŕ";
    case 's': return "š";
    case 't': return "ţ";
    case 'u': return "ü";
    case 'y': return "ý";
    case 'A': return "Å";
    case 'B': return "ß";
    case 'E': return "É";
    case 'O': return "Ø";
    case 'S': return "Š";
    default: return {};
  }
}

// What other languages need more.
constexpr std::array kFilling{"öñé", "ţwö", "ţhŕéé", "föüŕ", "fïvé", "šïx", "šévéñ", "éïghţ"};
constexpr std::size_t kFillingLetters = 4;  // a word of it, about

}  // namespace

std::string pseudo(std::string_view message) {
  std::string text = "[";
  bool place = false;
  for (const char letter : message) {
    place = letter == '{' || (place && letter != '}');
    const std::string_view other = place ? std::string_view{} : accented(letter);
    if (other.empty())
      text += letter;
    else
      text += other;
  }
  const std::size_t words = (message.size() / 3 + kFillingLetters - 1) / kFillingLetters;
  for (std::size_t i = 0; i < words; ++i) text.append(" ").append(kFilling.at(i % kFilling.size()));
  return text + "]";
}

}  // namespace tandem::kiosk
