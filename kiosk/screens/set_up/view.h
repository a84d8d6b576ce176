#pragma once
// Draws the set-up screen; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/set_up/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_set_up(const SetUpModel& model, ui::Canvas& canvas, ui::Rect area, std::vector<Action>& actions);

}  // namespace tandem::kiosk
