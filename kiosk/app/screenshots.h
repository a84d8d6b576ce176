#pragma once
// --screenshot: every screen as a PNG, <name>_<language>.png, from real data, then the end.

#include "kiosk/app/options.h"
#include "kiosk/app/stage.h"
#include "platform/base/clock.h"

namespace tandem::kiosk {

// A server that is not there in this time gives pictures of what the kiosk shows without it.
inline constexpr std::chrono::seconds kLongestStart{60};

// The exit code; prints the path of each picture. `stage` is off screen.
[[nodiscard]] int write_screenshots(const Options& options, Stage& stage, const platform::Clock& clock);

}  // namespace tandem::kiosk
