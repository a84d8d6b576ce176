#pragma once
// Draws the header bar; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/header/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

[[nodiscard]] float header_height(const ui::Theme& theme);
void draw_header(const HeaderModel& model, ui::Canvas& canvas, const ui::Rect& bar, std::vector<Action>& actions);

}  // namespace tandem::kiosk
