#pragma once
// Draws one of the person's own bookings; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/own_booking/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_own_booking(const OwnBookingModel& model, ui::Canvas& canvas, const ui::Rect& area,
                      std::vector<Action>& actions);

}  // namespace tandem::kiosk
