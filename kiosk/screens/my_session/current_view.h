#pragma once
// The card of the session that is on or next: when and where, who is there, the agenda, what can be done.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/my_session/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

// `session` is model.current.
void draw_current(const MySessionModel& model, const CurrentSession& session, ui::Canvas& canvas, const ui::Rect& area,
                  std::vector<Action>& actions);

}  // namespace tandem::kiosk
