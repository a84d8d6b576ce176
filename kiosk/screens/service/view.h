#pragma once
// Draws the service screen; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/service/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_service(const ServiceModel& model, ui::Canvas& canvas, const ui::Rect& area, std::vector<Action>& actions);

}  // namespace tandem::kiosk
