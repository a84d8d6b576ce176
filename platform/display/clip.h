#pragma once
// A draw command's clip rectangle in whole pixels of the target, the same for both renderers. Inside platform/display
// only.

#include "platform/display/panel.h"
#include "platform/display/pixels.h"

struct ImDrawCmd;
struct ImDrawData;

namespace tandem::platform {

// Inside [0, size); empty (left >= right or top >= bottom) when nothing is visible.
[[nodiscard]] pixels::Box clip_of(const ImDrawCmd& command, const ImDrawData& data, PixelSize size);

}  // namespace tandem::platform
