#include "kiosk/core/first_data.h"

namespace tandem::kiosk {

bool has_data(const AppState& state) { return !state.snapshot->world->site.zone.empty(); }

calendar::Zone screen_zone(const AppState& state) {
  return has_data(state) ? site_zone(*state.snapshot->world) : state.device_zone;
}

}  // namespace tandem::kiosk
