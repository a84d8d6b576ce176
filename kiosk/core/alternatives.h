#pragma once
// What somebody can have instead of what was refused.

#include <optional>
#include <vector>

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

inline constexpr std::size_t kAlternatives = 3;

// Up to three, best first: as much of the same as can be had; then, for a session, other times and rooms for the pair,
// for a room other rooms at the same time.
[[nodiscard]] std::vector<Choice> alternatives_to(const AppState& state, const calendar::Command& refused);

// The command that books `choice` in place of `refused`.
[[nodiscard]] calendar::Command in_place_of(const calendar::World& world, const calendar::Command& refused,
                                            const Choice& choice);

}  // namespace tandem::kiosk
