#pragma once
// Draws what is said instead of a screen; see view_model.h.

#include "kiosk/screens/no_data/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_no_data(const NoDataModel& model, ui::Canvas& canvas, const ui::Rect& area);

}  // namespace tandem::kiosk
