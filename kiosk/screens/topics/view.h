#pragma once
// Draws the topic cards; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/topics/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_topic_cards(const TopicsModel& model, ui::Canvas& canvas, const ui::Rect& area, std::vector<Action>& actions);

}  // namespace tandem::kiosk
