#include "kiosk/app/keyboard.h"

#include <algorithm>
#include <optional>

namespace tandem::kiosk {
namespace {

std::optional<ui::NavKey> move_of(const platform::KeyPressed& pressed) {
  switch (pressed.key) {
    case platform::Key::Tab: return pressed.shift ? ui::NavKey::Previous : ui::NavKey::Next;
    case platform::Key::Up: return ui::NavKey::Up;
    case platform::Key::Down: return ui::NavKey::Down;
    case platform::Key::Left: return ui::NavKey::Left;
    case platform::Key::Right: return ui::NavKey::Right;
    default: return std::nullopt;
  }
}

std::optional<Key> key_of(platform::Key key) {
  switch (key) {
    case platform::Key::Enter: return Key::Enter;
    case platform::Key::Backspace: return Key::Backspace;
    case platform::Key::Escape: return Key::Escape;
    default: return std::nullopt;
  }
}

std::size_t length_of(unsigned char first) {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

}  // namespace

std::vector<std::string> characters_of(const std::string& text) {
  std::vector<std::string> characters;
  for (std::size_t at = 0; at < text.size(); at += characters.back().size()) {
    characters.push_back(text.substr(at, length_of(static_cast<unsigned char>(text[at]))));
  }
  return characters;
}

void Keyboard::take_key(const platform::KeyPressed& pressed, platform::SteadyTime at, ui::Context& context,
                        std::vector<Action>& actions) {
  if (const auto move = move_of(pressed)) {
    context.navigate(*move);
    actions.emplace_back(Touched{});
    return;
  }
  if (pressed.key == platform::Key::F12) return actions.push_back(ServiceTapped{});
  const bool activates = pressed.key == platform::Key::Enter || pressed.key == platform::Key::Space;
  space_was_activation_ = pressed.key == platform::Key::Space && context.focus_visible();
  if (activates && context.focus_visible()) {
    context.navigate(ui::NavKey::Activate);
    actions.emplace_back(Touched{});
  } else if (const auto key = key_of(pressed.key)) {
    actions.emplace_back(KeyTyped{*key, {}, at});
  }
}

void Keyboard::take_text(const std::string& text, platform::SteadyTime at, ui::Context& context,
                         std::vector<Action>& actions) {
  // The space bar comes as a key and as text; it has done its work.
  if (text == " " && std::exchange(space_was_activation_, false)) return;
  context.hide_focus();
  for (std::string& character : characters_of(text)) {
    actions.emplace_back(KeyTyped{Key::Character, std::move(character), at});
  }
}

void Keyboard::take(const platform::InputEvent& event, platform::SteadyTime at, ui::Context& context,
                    std::vector<Action>& actions) {
  if (const auto* const pressed = std::get_if<platform::KeyPressed>(&event)) {
    take_key(*pressed, at, context, actions);
  } else if (const auto* const typed = std::get_if<platform::TextTyped>(&event)) {
    take_text(typed->text, at, context, actions);
  } else if (std::holds_alternative<platform::PointerPressed>(event)) {
    actions.emplace_back(Touched{});
  }
}

}  // namespace tandem::kiosk
