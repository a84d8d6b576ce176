#include "kiosk/core/keys.h"

#include "kiosk/core/identify.h"

namespace tandem::kiosk {
namespace {

void type(Turn& turn, const std::string& text) {
  for (const char c : text)
    if (c >= '0' && c <= '9') enter_digit(turn, c);
  enter_letter(turn, text);
}

bool too_slow(const KeyBurst& burst, platform::SteadyTime at) { return at - burst.last > kBadgeKeyGap; }

// A long burst without Enter is a badge read halfway: it must not spill into a name.
void give_back(Turn& turn) {
  const KeyBurst burst = std::exchange(turn.state.burst, {});
  if (burst.length > 0 && burst.length < kBadgeMinLength) type(turn, burst.text);
}

void hold(KeyBurst& burst, const KeyTyped& key) {
  burst.last = key.at;
  if (burst.length >= kBadgeMaxLength) return;
  burst.text += key.text;
  ++burst.length;
}

void on_enter(Turn& turn) {
  if (turn.state.burst.length >= kBadgeMinLength) {
    const KeyBurst burst = std::exchange(turn.state.burst, {});
    return badge_read(turn, burst.text);
  }
  give_back(turn);
  confirm_entry(turn);
}

// A typed key is for somebody who wants to see what there is; a badge's burst is read all the same.
void wake(AppState& state) {
  if (std::holds_alternative<WallScreen>(state.screen)) state.screen = TodayScreen{};
}

}  // namespace

void on_key(Turn& turn, const KeyTyped& key) {
  wake(turn.state);
  if (too_slow(turn.state.burst, key.at)) give_back(turn);
  switch (key.key) {
    case Key::Character: return hold(turn.state.burst, key);
    case Key::Enter: return on_enter(turn);
    case Key::Backspace: give_back(turn); return erase_entry(turn);
    case Key::Escape: give_back(turn); return is_home(turn.state) && !turn.state.display_open ? void() : go_back(turn);
  }
}

void flush_slow_keys(Turn& turn) {
  if (turn.state.steady - turn.state.burst.last > kBadgeSettle) give_back(turn);
}

std::optional<platform::SteadyTime> burst_ends(const AppState& state) {
  if (state.burst.length == 0) return std::nullopt;
  return state.burst.last + kBadgeSettle + std::chrono::milliseconds{1};
}

}  // namespace tandem::kiosk
