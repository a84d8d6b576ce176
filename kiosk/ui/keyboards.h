#pragma once
// Keys on the screen: digits for a PIN, letters for a name.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/ui/canvas.h"

namespace tandem::kiosk::ui {

struct EraseKey {};
struct ConfirmKey {};
// What was tapped: one letter or digit, erase, or confirm.
using ScreenKey = std::variant<std::string, EraseKey, ConfirmKey>;

struct KeyboardLook {
  std::string confirm_word;
  std::string erase_word;  // for who cannot see the sign
  bool enabled{true};
  bool can_confirm{false};
};

// 1 2 3 / 4 5 6 / 7 8 9 / erase 0 confirm. Targets "key.0" … "key.9", "key.erase", "key.confirm".
[[nodiscard]] std::optional<ScreenKey> digit_keys(Canvas& canvas, const Rect& rect, const KeyboardLook& look);
// `rows` of letters, the last one with erase and confirm beside it. Targets "key.A" ….
[[nodiscard]] std::optional<ScreenKey> letter_keys(Canvas& canvas, const Rect& rect,
                                                   const std::vector<std::string>& rows, const KeyboardLook& look);

}  // namespace tandem::kiosk::ui
