#pragma once
// Keys, on-screen or real, and badge readers, which are keyboards: platform events become Actions, or moves of the
// focus. UI thread.

#include <vector>

#include "kiosk/core/action.h"
#include "kiosk/ui/context.h"
#include "platform/display/input.h"

namespace tandem::kiosk {

class Keyboard {
 public:
  // Adds the actions that `event` means; pointer events mean none, ImGui takes them. `at` is when it came.
  void take(const platform::InputEvent& event, platform::SteadyTime at, ui::Context& context,
            std::vector<Action>& actions);

 private:
  void take_key(const platform::KeyPressed& pressed, platform::SteadyTime at, ui::Context& context,
                std::vector<Action>& actions);
  void take_text(const std::string& text, platform::SteadyTime at, ui::Context& context, std::vector<Action>& actions);

  bool space_was_activation_{false};
};

// "é" of "école": the bytes of the first character; what is not UTF-8 counts one byte a character.
[[nodiscard]] std::vector<std::string> characters_of(const std::string& text);

}  // namespace tandem::kiosk
