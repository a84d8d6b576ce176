#pragma once
// Draws the wrap-up; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/wrap_up/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_wrap_up(const WrapUpModel& model, ui::Canvas& canvas, const ui::Rect& area, std::vector<Action>& actions);

}  // namespace tandem::kiosk
