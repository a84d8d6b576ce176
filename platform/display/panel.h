#pragma once
// Sizes are millimetres: a finger is as wide on a coarse panel as on a fine one. A Panel says how many pixels a
// millimetre has; everything on the screens is derived from it. Pure values, any thread.

namespace tandem::platform {

struct PixelSize {
  int width{0};
  int height{0};
  auto operator<=>(const PixelSize&) const = default;
};

struct Panel {
  PixelSize pixels{1280, 800};
  double diagonal_inches{10.1};
};

// 5.88 on a 10.1" panel of 1280 x 800.
[[nodiscard]] double pixels_per_millimetre(const Panel& panel);

// The ImGui font size (ascent to descent, as ImGui 1.86 measures) at which a capital letter of Inter is this high: 4.8
// mm on a 10.1" panel of 1280 x 800 is 47 pixels. Whole pixels, so that glyphs stay sharp.
[[nodiscard]] float font_size_for_capital(double capital_millimetres, const Panel& panel);

}  // namespace tandem::platform
