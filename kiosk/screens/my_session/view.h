#pragma once
// Draws the identified person's screen; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/my_session/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_my_session(const MySessionModel& model, ui::Canvas& canvas, const ui::Rect& area,
                     std::vector<Action>& actions);

}  // namespace tandem::kiosk
