#pragma once
// Draws identification; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/identify/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_identify(const IdentifyModel& model, ui::Canvas& canvas, const ui::Rect& area, std::vector<Action>& actions);

}  // namespace tandem::kiosk
