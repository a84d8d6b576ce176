#pragma once
// Before the server has said anything for the first time the kiosk knows no site, no rooms and nobody. Pure.

#include "calendar/time/zone.h"
#include "kiosk/core/state.h"

namespace tandem::kiosk {

// False until the site is known: then no room is free, no day is empty and no badge unknown.
[[nodiscard]] bool has_data(const AppState& state);
// What is drawn now.
[[nodiscard]] Display display_of(const AppState& state);
// The site's zone; the device's own until it is known.
[[nodiscard]] calendar::Zone screen_zone(const AppState& state);

}  // namespace tandem::kiosk
