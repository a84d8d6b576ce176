#pragma once
// The order in which an eye goes over boxes on a page. Pure.

#include <vector>

#include "kiosk/ui/rect.h"

namespace tandem::kiosk::ui {

// Indices into `places`: the page is cut where a line can go across without touching a box, then each piece where a
// line can go down, and so on (recursive X-Y cut, Nagy and Seth 1984). Boxes that overlap, which no cut can part, go
// from the top, then from the left, then as they are given.
[[nodiscard]] std::vector<std::size_t> reading_order(const std::vector<Rect>& places);

}  // namespace tandem::kiosk::ui
