#include "kiosk/core/first_data.h"

namespace tandem::kiosk {

bool has_data(const AppState& state) { return !state.snapshot->world->site.zone.empty(); }

calendar::Zone screen_zone(const AppState& state) {
  return has_data(state) ? site_zone(*state.snapshot->world) : state.device_zone;
}

Display display_of(const AppState& state) {
  return display_of(state.home_display, state.display_wishes, state.now, screen_zone(state));
}

}  // namespace tandem::kiosk
