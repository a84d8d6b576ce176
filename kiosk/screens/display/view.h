#pragma once
// Draws the sheet of the display; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/display/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

// Over everything else.
void draw_display(const DisplayModel& model, ui::Canvas& canvas, std::vector<Action>& actions);

}  // namespace tandem::kiosk
