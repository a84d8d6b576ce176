#pragma once
// A name as people type its first letters on a keyboard without accents: "Chloé" is CHLOE, "O'Neill" ONEILL, "Bœuf"
// BOEUF.

#include <string>
#include <string_view>

#include "calendar/programme/person.h"

namespace tandem::kiosk {

// Upper-case A to Z only; what is not a Latin letter (Latin-1 and Latin Extended-A) is left out.
[[nodiscard]] std::string letters_of(std::string_view name);

// Whether `letters` (as letters_of gives them, not empty) begin the family name, the given name, or one followed by the
// other. Fewer than kNameLetters must be a whole name: "LI" is Li, not Linda.
[[nodiscard]] bool letters_match(const calendar::Person& person, std::string_view letters);

}  // namespace tandem::kiosk
