#pragma once
// The sheet "Aa": how large the text is, in which colours, and how high up there is something to touch. For who stands
// there, until he leaves.

#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct TextSizeChoice {
  int percent{100};
  std::string label;  // "150 %"
  bool current{false};
};
struct LookChoice {
  Look look{Look::Light};
  std::string label;
  bool current{false};
};
struct ReachChoice {
  bool low{false};
  std::string label;
  bool current{false};
};

struct LanguageOption {
  std::string code;   // "fr"
  std::string label;  // in that language
  bool current{false};
};

struct DisplayModel {
  std::string title;
  std::string hint;
  std::string language_title;
  std::vector<LanguageOption> languages;
  std::string text_title;
  std::vector<TextSizeChoice> text_sizes;
  std::string look_title;
  std::vector<LookChoice> looks;
  std::string reach_title;
  std::vector<ReachChoice> reaches;
  std::string usual_word;
  bool unusual{false};  // there is something to go back from
  std::string close_word;
};

[[nodiscard]] DisplayModel display_model(const AppState& state, const Texts& texts);

}  // namespace tandem::kiosk
