#pragma once
// Draws the lobby's screen; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/today/layout.h"
#include "kiosk/screens/today/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

// `model` is that of the layout's page.
void draw_today(const TodayModel& model, const TodayLayout& layout, ui::Canvas& canvas, const ui::Rect& area,
                std::vector<Action>& actions);

}  // namespace tandem::kiosk
