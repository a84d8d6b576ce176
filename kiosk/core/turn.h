#pragma once
// Inside of reduce(): the state being made and the effects collected so far. Lives for one reduce().

#include <utility>
#include <vector>

#include "calendar/booking/world.h"
#include "kiosk/core/effect.h"
#include "kiosk/core/reduce.h"
#include "kiosk/core/state.h"

namespace tandem::kiosk {

struct Turn {
  AppState& state;
  std::vector<Effect>& effects;

  [[nodiscard]] const calendar::World& world() const { return *state.snapshot->world; }
  void ask(Effect effect) { effects.push_back(std::move(effect)); }
};

[[nodiscard]] Screen home_of(const Place& place);
[[nodiscard]] bool is_home(const AppState& state);
// Forgets who was there and what was half entered; the kiosk's own language and looks again.
void go_home(Turn& turn);
// The nearest screen behind this one.
void go_back(Turn& turn);
[[nodiscard]] bool knows_language(const std::string& language);

}  // namespace tandem::kiosk
