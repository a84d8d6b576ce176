#pragma once
// Draws the panel of a room; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/room/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_room_screen(const RoomModel& model, ui::Canvas& canvas, const ui::Rect& area, std::vector<Action>& actions);

// The panel that says how the room is.
void draw_state(const RoomModel& model, ui::Canvas& canvas, const ui::Rect& panel);
// The day as a strip: hours, what holds the room, now.
void draw_timeline(const RoomModel& model, ui::Canvas& canvas, const ui::Rect& area);
[[nodiscard]] float timeline_height(const ui::Canvas& canvas, const ui::Rect& side);

}  // namespace tandem::kiosk
