#pragma once
// Draws the lobby's screen; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/today/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

// `page` of the sessions; clamped to what there is.
void draw_today(const TodayModel& model, int page, ui::Canvas& canvas, const ui::Rect& area,
                std::vector<Action>& actions);

}  // namespace tandem::kiosk
