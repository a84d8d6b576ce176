#pragma once
// A box on the panel. Pure value.

namespace tandem::kiosk::ui {

struct Rect {
  float x{0};  // pixels from the left, the top
  float y{0};
  float width{0};
  float height{0};
  [[nodiscard]] float right() const { return x + width; }
  [[nodiscard]] float bottom() const { return y + height; }
  [[nodiscard]] float middle_x() const { return x + width / 2; }
  [[nodiscard]] float middle_y() const { return y + height / 2; }
  [[nodiscard]] bool contains(float px, float py) const { return x <= px && px < right() && y <= py && py < bottom(); }
};

}  // namespace tandem::kiosk::ui
