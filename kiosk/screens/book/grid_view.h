#pragma once
// Draws the rooms of a day against its hours; see grid_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/book/grid_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

// How far apart the cells' starts may be drawn so that each can be touched on this panel.
[[nodiscard]] std::chrono::minutes grid_step(const ui::Theme& theme);

// `page` of the rooms; clamped to what there is.
void draw_grid(const GridModel& model, int page, ui::Canvas& canvas, const ui::Rect& area,
               std::vector<Action>& actions);

}  // namespace tandem::kiosk
