#pragma once
// Draws what a room must have; see filter_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/book/filter_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_filter(const FilterModel& model, ui::Canvas& canvas, const ui::Rect& area, std::vector<Action>& actions);

}  // namespace tandem::kiosk
