#pragma once
// Draws the rooms that are free instead; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/find_room/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_find_room(const FindRoomModel& model, ui::Canvas& canvas, const ui::Rect& area, std::vector<Action>& actions);

}  // namespace tandem::kiosk
