#pragma once
// What the judge would say to a command now, before anybody asks for it: what cannot be done is not offered. Pure.

#include "calendar/booking/command.h"
#include "calendar/booking/verdict.h"
#include "kiosk/core/state.h"

namespace tandem::kiosk {

// What is leased to a door is its own panel's to give, or may be asked for: it counts as free.
[[nodiscard]] calendar::Verdict verdict_now(const AppState& state, const calendar::Command& command);
[[nodiscard]] bool allowed(const AppState& state, const calendar::Command& command);

}  // namespace tandem::kiosk
