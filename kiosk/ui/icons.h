#pragma once
// Draws an Icon into a square; inside of kiosk/ui only.

#include <cstdint>

#include "kiosk/ui/icon.h"
#include "kiosk/ui/targets.h"

struct ImDrawList;

namespace tandem::kiosk::ui {

// `colour` is ImGui's packed colour.
void draw_icon(ImDrawList& list, Icon icon, const Rect& square, std::uint32_t colour);

}  // namespace tandem::kiosk::ui
