#pragma once
// Draws the suggestions; see view_model.h.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/screens/book/view_model.h"
#include "kiosk/ui/canvas.h"

namespace tandem::kiosk {

void draw_book(const BookModel& model, ui::Canvas& canvas, const ui::Rect& area, std::vector<Action>& actions);

// The cards of model.suggestions, or what is said when there are none; shared with the wrap-up.
void draw_suggestions(const BookModel& model, ui::Canvas& canvas, const ui::Rect& area, std::vector<Action>& actions);

// "30 min | 45 min | …"; shared with the grid.
void draw_lengths(const std::vector<LengthChoice>& lengths, ui::Canvas& canvas, const ui::Rect& box,
                  std::vector<Action>& actions);

}  // namespace tandem::kiosk
