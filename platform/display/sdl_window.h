#pragma once
// Inside platform/display only; open_window() chooses.

#include <memory>

#include "platform/display/window.h"

namespace tandem::platform {

[[nodiscard]] Result<std::unique_ptr<Window>> open_sdl_window(const WindowOptions& options);

}  // namespace tandem::platform
