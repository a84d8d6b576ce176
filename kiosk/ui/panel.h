#pragma once
// The physical panel. Sizes are millimetres turned into pixels here.

namespace tandem::kiosk::ui {

struct Panel {
  int width{1280};  // pixels
  int height{800};
  float pixels_per_mm{5.89F};  // a 10.1" 1280×800 panel
};

// When the configuration does not say: 7" for 800×480, 10.1" for 1280×800, 15.6" for 1920×1080 and 1080×1920.
[[nodiscard]] Panel panel_of_pixels(int width, int height);

}  // namespace tandem::kiosk::ui
