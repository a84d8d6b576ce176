#pragma once
// A badge reader types like a keyboard, only faster: its characters come within kBadgeKeyGap of one another and end
// with Enter. Keys are held back until kBadgeSettle without another; slower ones are somebody typing. The longer wait
// is for keys that lie in the queue while a frame is drawn.

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

void on_key(Turn& turn, const KeyTyped& key);
// Gives held keys to the entry once nothing has followed them in time.
void flush_slow_keys(Turn& turn);
// When flush_slow_keys has something to do; nullopt when no keys are held.
[[nodiscard]] std::optional<platform::SteadyTime> burst_ends(const AppState& state);

}  // namespace tandem::kiosk
