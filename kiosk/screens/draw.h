#pragma once
// Flow "a tap becomes truth", first step: draws the screen of a state over the whole panel and tells what was tapped.
// It reads, it never changes anything; give the actions to reduce() after the frame. UI thread, between
// ImGui::NewFrame() and ImGui::Render().

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"
#include "kiosk/ui/context.h"
#include "kiosk/ui/theme.h"

namespace tandem::kiosk {

// How the state wants to be drawn; draw() sees to it, and whoever owns the fonts loads those of the text's size.
[[nodiscard]] ui::Appearance appearance_of(const AppState& state);

// `texts` is that of state.language. What the frame holds to touch is then in context.targets().
[[nodiscard]] std::vector<Action> draw(const AppState& state, const Texts& texts, ui::Context& context);

}  // namespace tandem::kiosk
