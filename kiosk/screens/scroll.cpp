#include "kiosk/screens/scroll.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/header/view.h"
#include "kiosk/ui/widgets.h"

namespace tandem::kiosk {
namespace {

using namespace ui;

float keys_width(const Theme& theme) { return theme.touch() + theme.s(); }

// What two pages have in common: no key is cut on both.
float overlap(const Theme& theme) { return 1.5F * theme.touch(); }

}  // namespace

ScrolledPart begin_scroll(Canvas& canvas, const Rect& area, int wanted) {
  const Theme& theme = canvas.theme();
  const float height = theme.page_height() - header_height(theme) - 4 * theme.s();
  if (height <= area.height + 1) return {area, 0, 1};
  const float step = std::max(area.height - overlap(theme), area.height / 2);
  const int count = 1 + static_cast<int>(std::ceil((height - area.height) / step));
  const int number = std::clamp(wanted, 0, count - 1);
  const float from = std::min(static_cast<float>(number) * step, height - area.height);
  canvas.set_viewport(area);
  return {{area.x, area.y - from, area.width - keys_width(theme), height}, number, count};
}

void end_scroll(Canvas& canvas, const Rect& area, const ScrolledPart& part, const ScrollWords& words,
                std::vector<Action>& actions) {
  if (part.count == 1) return;
  canvas.set_viewport(std::nullopt);
  const float side = canvas.theme().touch();
  Rect keys{area.right() - side, area.y, side, area.height};
  const Button up{"scroll.up", words.up, Icon::Up, ButtonKind::Secondary, part.number > 0};
  const Button down{"scroll.down", words.down, Icon::Down, ButtonKind::Secondary, part.number + 1 < part.count};
  if (icon_button(canvas, cut_top(keys, side), up)) actions.push_back(ScrollTapped{part.number - 1});
  if (icon_button(canvas, cut_bottom(keys, side), down)) actions.push_back(ScrollTapped{part.number + 1});
  canvas.text(keys, std::to_string(part.number + 1) + "/" + std::to_string(part.count),
              {TextRole::Small, palette::kMuted, Align::Centre});
}

}  // namespace tandem::kiosk
