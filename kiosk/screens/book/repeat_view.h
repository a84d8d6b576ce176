#pragma once
// Draws a series before it is booked; see repeat_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/book/repeat_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_repeat(const RepeatModel& model, ui::Canvas& canvas, const ui::Rect& area, std::vector<Action>& actions);

}  // namespace tandem::kiosk
