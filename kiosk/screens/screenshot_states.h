#pragma once
// Named states for --screenshot and the golden images: made from a snapshot with real data by the same reduce() that
// taps go through, never drawn by hand. A state the data cannot give (no room is busy, say) is left out.

#include <memory>
#include <string>
#include <vector>

#include "kiosk/core/reduce.h"

namespace tandem::kiosk {

struct ScreenshotState {
  std::string name;  // "today", "identify_pin", "room_busy": a file name
  AppState state;
};

[[nodiscard]] std::vector<ScreenshotState> screenshot_states(std::shared_ptr<const sync::Snapshot> snapshot,
                                                             const std::string& language, platform::WallTime wall);

}  // namespace tandem::kiosk
