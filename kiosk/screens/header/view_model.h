#pragma once
// The bar above every screen: time, day, the link and the age of what is shown, the language, who is identified.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

// What is older than this while connected is told with its time.
inline constexpr std::chrono::seconds kUpToDateFor{60};

enum class LinkLook : std::uint8_t { Fine, Busy, Broken };

struct LanguageChoice {
  std::string code;   // "fr"
  std::string label;  // "FR"
  bool current{false};
  std::string name{};  // "Français", in its own language
};

struct HeaderModel {
  std::string time;
  std::string date;
  LinkLook link{LinkLook::Fine};
  std::string link_word;  // "Online"
  std::string age;        // "Up to date", "data from 12:03"
  std::vector<LanguageChoice> languages;
  std::string display_word;  // "Display": what "Aa" is for
  bool can_go_back{false};
  std::string back_word;
  bool identified{false};
  std::string sign_out_word;
  std::string stay_word;  // said while a screen of nobody in particular is about to close
  int seconds_left{0};    // until it closes
  float share_left{0};    // of 1
};

[[nodiscard]] HeaderModel header_model(const AppState& state, const Texts& texts);

}  // namespace tandem::kiosk
