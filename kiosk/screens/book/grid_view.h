#pragma once
// Draws the rooms of a day against its hours; see grid_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/book/grid_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

// How far apart the cells of a day this long start, so that each is about as wide as a finger on this panel.
[[nodiscard]] std::chrono::minutes grid_step(const ui::Theme& theme, std::chrono::minutes day);

// `page` of the rooms; clamped to what there is.
void draw_grid(const GridModel& model, int page, ui::Canvas& canvas, const ui::Rect& area,
               std::vector<Action>& actions);

}  // namespace tandem::kiosk
