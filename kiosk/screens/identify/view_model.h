#pragma once
// Badge, or first letters and PIN. Shows what was typed and nothing that the programme knows.

#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct IdentifyModel {
  EntryStep step{EntryStep::Letters};
  std::string title;
  std::string badge_hint;  // empty: a badge is no use here
  std::string instruction;
  std::string problem;      // empty when there is none
  std::string letters;      // as typed
  int pin_digits{0};        // dots, never digits
  std::string pin_words;    // "2 digits", for who cannot see the dots
  bool keys_enabled{true};  // false while checking or locked
  bool can_confirm{false};
  std::string confirm_word;
  std::string erase_word;
  std::vector<std::string> keyboard;  // rows of letters, as the language's keyboards have them
};

[[nodiscard]] IdentifyModel identify_model(const AppState& state, const IdentifyScreen& screen, const Texts& texts);

}  // namespace tandem::kiosk
