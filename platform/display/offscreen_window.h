#pragma once
// Inside platform/display only; open_window() chooses.

#include <memory>

#include "platform/display/window.h"

namespace tandem::platform {

[[nodiscard]] std::unique_ptr<Window> make_offscreen_window(PixelSize size);

}  // namespace tandem::platform
