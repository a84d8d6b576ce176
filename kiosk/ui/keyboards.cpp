#include "kiosk/ui/keyboards.h"

#include <algorithm>
#include <array>

#include "kiosk/ui/widgets.h"

namespace tandem::kiosk::ui {
namespace {

bool letter_key(Canvas& canvas, const Rect& rect, const std::string& label, bool enabled, TextRole role) {
  const Touch touch = canvas.touch("key." + label, label, rect, enabled);
  canvas.target_is(SemanticRole::Key);
  const float radius = canvas.theme().radius() * 0.8F;
  const Paint ground = enabled ? palette::kSurface : palette::kSunken;
  canvas.fill(rect, pressed_paint(ground, touch), radius);
  canvas.outline(rect, palette::kLine, canvas.theme().hairline(), radius);
  if (touch.focused) canvas.focus_ring(rect, radius);
  canvas.text(rect, label, {role, enabled ? palette::kInk : palette::kMuted, Align::Centre});
  return touch.tapped;
}

bool erase_key(Canvas& canvas, const Rect& rect, const KeyboardLook& look) {
  return icon_button(canvas, rect, {"key.erase", look.erase_word, Icon::Erase, ButtonKind::Secondary, look.enabled});
}

bool confirm_key(Canvas& canvas, const Rect& rect, const KeyboardLook& look) {
  return button(canvas, rect, {"key.confirm", look.confirm_word, Icon::None, ButtonKind::Primary, look.can_confirm});
}

}  // namespace

std::optional<ScreenKey> digit_keys(Canvas& canvas, const Rect& rect, const KeyboardLook& look) {
  const float gap = canvas.theme().s();
  std::optional<ScreenKey> tapped;
  const auto place = [&](int line, int place_in_line) {
    return column(row(rect, line, 4, gap), place_in_line, 3, gap);
  };
  for (int digit = 1; digit <= 9; ++digit) {
    const std::string label = std::to_string(digit);
    const Rect box = place((digit - 1) / 3, (digit - 1) % 3);
    if (letter_key(canvas, box, label, look.enabled, TextRole::Heading)) tapped = label;
  }
  if (erase_key(canvas, place(3, 0), look)) tapped = EraseKey{};
  if (letter_key(canvas, place(3, 1), "0", look.enabled, TextRole::Heading)) tapped = std::string{"0"};
  if (confirm_key(canvas, place(3, 2), look)) tapped = ConfirmKey{};
  return tapped;
}

std::optional<ScreenKey> letter_keys(Canvas& canvas, const Rect& rect, const std::vector<std::string>& rows,
                                     const KeyboardLook& look) {
  const float gap = canvas.theme().xs() * 1.4F;
  std::size_t longest = 1;
  for (const auto& letters : rows) longest = std::max(longest, letters.size());
  const float width = (rect.width - gap * static_cast<float>(longest - 1)) / static_cast<float>(longest);
  std::optional<ScreenKey> tapped;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Rect line = row(rect, static_cast<int>(i), static_cast<int>(rows.size()), gap);
    const bool last = i + 1 == rows.size();
    const float used = (width + gap) * static_cast<float>(rows[i].size()) - gap;
    if (!last) line.x += (rect.width - used) / 2;
    for (const char letter : rows[i]) {
      const std::string label(1, letter);
      if (letter_key(canvas, {line.x, line.y, width, line.height}, label, look.enabled, TextRole::Strong))
        tapped = label;
      line.x += width + gap;
    }
    if (!last) continue;
    const Rect rest{line.x, line.y, rect.right() - line.x, line.height};
    if (erase_key(canvas, column(rest, 0, 2, gap), look)) tapped = EraseKey{};
    if (confirm_key(canvas, column(rest, 1, 2, gap), look)) tapped = ConfirmKey{};
  }
  return tapped;
}

}  // namespace tandem::kiosk::ui
