#pragma once
// Screens that large text makes higher than the panel: a page of them is shown, with keys to turn it beside. UI thread,
// inside a frame.

#include <string>
#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

struct ScrolledPart {
  ui::Rect page;  // where to draw the whole of it: reaches beyond the panel above and below
  int number{0};
  int count{1};
};
struct ScrollWords {
  std::string up;
  std::string down;
};

// Clips to `area` until end_scroll(); all of it where the screen fits. `wanted` may be more than there are.
[[nodiscard]] ScrolledPart begin_scroll(ui::Canvas& canvas, const ui::Rect& area, int wanted);
void end_scroll(ui::Canvas& canvas, const ui::Rect& area, const ScrolledPart& part, const ScrollWords& words,
                std::vector<Action>& actions);

}  // namespace tandem::kiosk
