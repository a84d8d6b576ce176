#pragma once
// Rectangles cut into pieces: each cut takes a strip off `rect` and leaves the rest in it. Pure.

#include <algorithm>

#include "kiosk/ui/targets.h"

namespace tandem::kiosk::ui {

[[nodiscard]] inline Rect cut_top(Rect& rect, float height) {
  height = std::clamp(height, 0.0F, rect.height);
  const Rect strip{rect.x, rect.y, rect.width, height};
  rect.y += height;
  rect.height -= height;
  return strip;
}

[[nodiscard]] inline Rect cut_bottom(Rect& rect, float height) {
  height = std::clamp(height, 0.0F, rect.height);
  rect.height -= height;
  return {rect.x, rect.y + rect.height, rect.width, height};
}

[[nodiscard]] inline Rect cut_left(Rect& rect, float width) {
  width = std::clamp(width, 0.0F, rect.width);
  const Rect strip{rect.x, rect.y, width, rect.height};
  rect.x += width;
  rect.width -= width;
  return strip;
}

[[nodiscard]] inline Rect cut_right(Rect& rect, float width) {
  width = std::clamp(width, 0.0F, rect.width);
  rect.width -= width;
  return {rect.x + rect.width, rect.y, width, rect.height};
}

[[nodiscard]] inline Rect inset(const Rect& rect, float dx, float dy) {
  return {rect.x + dx, rect.y + dy, std::max(0.0F, rect.width - 2 * dx), std::max(0.0F, rect.height - 2 * dy)};
}
[[nodiscard]] inline Rect inset(const Rect& rect, float by) { return inset(rect, by, by); }

inline void skip_top(Rect& rect, float height) { static_cast<void>(cut_top(rect, height)); }
inline void skip_left(Rect& rect, float width) { static_cast<void>(cut_left(rect, width)); }

// The `index`-th of `count` equal columns (rows) with `gap` between them.
[[nodiscard]] inline Rect column(const Rect& rect, int index, int count, float gap) {
  const float width = (rect.width - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
  return {rect.x + (width + gap) * static_cast<float>(index), rect.y, width, rect.height};
}
[[nodiscard]] inline Rect row(const Rect& rect, int index, int count, float gap) {
  const float height = (rect.height - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
  return {rect.x, rect.y + (height + gap) * static_cast<float>(index), rect.width, height};
}
// What two rectangles share; without height or width when they share nothing.
[[nodiscard]] inline Rect shared(const Rect& a, const Rect& b) {
  const float left = std::max(a.x, b.x);
  const float top = std::max(a.y, b.y);
  return {left, top, std::max(0.0F, std::min(a.right(), b.right()) - left),
          std::max(0.0F, std::min(a.bottom(), b.bottom()) - top)};
}
// `height` in the vertical middle.
[[nodiscard]] inline Rect middle(const Rect& rect, float height) {
  return {rect.x, rect.y + (rect.height - height) / 2, rect.width, height};
}
// A box in the very middle, no larger than `rect`.
[[nodiscard]] inline Rect centred(const Rect& rect, float width, float height) {
  width = std::min(width, rect.width);
  height = std::min(height, rect.height);
  return {rect.x + (rect.width - width) / 2, rect.y + (rect.height - height) / 2, width, height};
}

}  // namespace tandem::kiosk::ui
