#pragma once
// Draws a notice: a strip under the header, where screens have no buttons, while all is well; a sheet over the screen
// when something was refused.

#include <optional>
#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/notice/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

[[nodiscard]] bool is_sheet(const NoticeModel& model);
// Where the strip lies; nothing under it can be touched.
[[nodiscard]] ui::Rect strip_place(const ui::Canvas& canvas);
void draw_notice(const NoticeModel& model, ui::Canvas& canvas, std::vector<Action>& actions);

}  // namespace tandem::kiosk
