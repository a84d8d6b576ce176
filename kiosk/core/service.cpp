#include "kiosk/core/service.h"

#include <algorithm>

#include "kiosk/core/identify.h"

namespace tandem::kiosk {
namespace {

ServiceScreen* service_screen(Turn& turn) { return std::get_if<ServiceScreen>(&turn.state.screen); }

bool is_locked(const AppState& state) { return state.service_failures.locked_until > state.steady; }

bool takes_digits(const Turn& turn, const ServiceScreen& screen) {
  return screen.step == ServiceStep::Pin && !is_locked(turn.state);
}

void read_machine(Turn& turn, ServiceScreen& screen) {
  screen.read_at = turn.state.steady;
  turn.effects.emplace_back(std::in_place_type<ReadMachine>);
}

}  // namespace

void open_service(Turn& turn) {
  AppState& state = turn.state;
  if (service_screen(turn) != nullptr) return;
  go_home(turn);
  ServiceScreen screen;
  screen.step = state.service_pin_hash.empty() ? ServiceStep::NoPin : ServiceStep::Pin;
  state.screen = std::move(screen);
}

bool service_digit(Turn& turn, char digit) {
  ServiceScreen* screen = service_screen(turn);
  if (screen == nullptr) return false;
  const bool room = screen->pin.size() < static_cast<std::size_t>(kPinMaxLength);
  if (digit < '0' || digit > '9' || !takes_digits(turn, *screen) || !room) return true;
  screen->pin += digit;
  screen->wrong = false;
  return true;
}

bool service_erase(Turn& turn) {
  ServiceScreen* screen = service_screen(turn);
  if (screen == nullptr) return false;
  if (screen->step == ServiceStep::Pin && !screen->pin.empty()) screen->pin.pop_back();
  return true;
}

bool service_confirm(Turn& turn) {
  ServiceScreen* screen = service_screen(turn);
  if (screen == nullptr) return false;
  if (!takes_digits(turn, *screen) || screen->pin.size() < static_cast<std::size_t>(kPinMinLength)) return true;
  screen->step = ServiceStep::Checking;
  turn.ask(CheckServicePin{++turn.state.attempt, turn.state.service_pin_hash, std::exchange(screen->pin, {})});
  return true;
}

void on_service_pin_checked(Turn& turn, const ServicePinChecked& answer) {
  ServiceScreen* screen = service_screen(turn);
  const bool expected = screen != nullptr && screen->step == ServiceStep::Checking;
  if (!expected || answer.attempt != turn.state.attempt) return;
  PinFailures& failures = turn.state.service_failures;
  if (answer.right) {
    failures = {};
    screen->step = ServiceStep::Report;
    return read_machine(turn, *screen);
  }
  screen->step = ServiceStep::Pin;
  screen->wrong = true;
  failures.locked_until = turn.state.steady + pin_lock_after(++failures.count);
}

void on_machine_read(Turn& turn, const MachineRead& answer) { turn.state.service_report = answer.report; }

void change_brightness(Turn& turn, int percent) {
  ServiceScreen* screen = service_screen(turn);
  if (screen == nullptr || screen->step != ServiceStep::Report) return;
  turn.effects.emplace_back(std::in_place_type<SetBrightness>,
                            SetBrightness{std::clamp(percent, kLeastBrightness, 100)});
  read_machine(turn, *screen);
}

void restart_tapped(Turn& turn) {
  ServiceScreen* screen = service_screen(turn);
  if (screen == nullptr || screen->step != ServiceStep::Report) return;
  if (screen->restart_asked) turn.effects.emplace_back(std::in_place_type<RestartProgram>);
  screen->restart_asked = !screen->restart_asked;
}

void tick_service(Turn& turn) {
  ServiceScreen* screen = service_screen(turn);
  if (screen == nullptr) return;
  const bool due = screen->step == ServiceStep::Report && screen->read_at + kServiceEvery <= turn.state.steady;
  if (due) read_machine(turn, *screen);
}

std::optional<platform::SteadyTime> service_deadline(const AppState& state) {
  const auto* screen = std::get_if<ServiceScreen>(&state.screen);
  if (screen == nullptr) return std::nullopt;
  if (screen->step == ServiceStep::Report) return screen->read_at + kServiceEvery;
  if (!is_locked(state)) return std::nullopt;
  // The seconds that are left are shown.
  const auto left = std::chrono::ceil<std::chrono::seconds>(state.service_failures.locked_until - state.steady);
  return state.service_failures.locked_until - std::max(left - std::chrono::seconds{1}, std::chrono::seconds{0});
}

}  // namespace tandem::kiosk
