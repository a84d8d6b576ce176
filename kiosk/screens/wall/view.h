#pragma once
// Draws the wall over the whole panel; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/wall/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_wall(const WallModel& model, ui::Canvas& canvas, std::vector<Action>& actions);

}  // namespace tandem::kiosk
