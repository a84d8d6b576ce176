#pragma once
// The words for what a screen shows, for who hears it: a control, a whole screen. Pure.

#include <string>
#include <vector>

#include "kiosk/text/texts.h"
#include "kiosk/ui/semantics.h"

namespace tandem::kiosk {

// Who can hear. On a loudspeaker nothing is said of what somebody types.
enum class Hearers : std::uint8_t { EverybodyNear, OnePerson };

// "09:45 … Check-in open, button, selected": name, what is written on it, role, state. What is typed (fields, keys) has
// no words for everybody near.
[[nodiscard]] std::string control_words(const ui::Semantics& tree, int node, Hearers hearers, const Texts& texts);

// The whole screen in the order of reading: headings, states, texts and lists; of plain controls only how many there
// are. What lies over the screen alone while it does.
[[nodiscard]] std::string screen_words(const ui::Semantics& tree, Hearers hearers, const Texts& texts);

// What changes by itself and is worth saying when it does: states and alerts that are not inert, each in words.
[[nodiscard]] std::vector<std::string> live_words(const ui::Semantics& tree);

}  // namespace tandem::kiosk
