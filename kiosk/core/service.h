#pragma once
// The service screen, for who looks after the kiosk: opened by F12 or a long press on the clock, behind a PIN of its
// own that the configuration holds as an argon2id hash. Wrong PINs lock it as they lock a person's.

#include <optional>

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

inline constexpr std::chrono::seconds kServiceIdle{120};
// While it is open, what the machine says is read again this often.
inline constexpr std::chrono::seconds kServiceEvery{10};
inline constexpr int kBrightnessStep = 20;  // per cent
inline constexpr int kLeastBrightness = 20;

void open_service(Turn& turn);
// Nothing happens on another screen. True when the service screen took it.
bool service_digit(Turn& turn, char digit);
bool service_erase(Turn& turn);
bool service_confirm(Turn& turn);
void on_service_pin_checked(Turn& turn, const ServicePinChecked& answer);
void on_machine_read(Turn& turn, const MachineRead& answer);
void change_brightness(Turn& turn, int percent);
// The second tap in a row does it.
void restart_tapped(Turn& turn);

// Lifts a lock that is over; reads the machine when it is time.
void tick_service(Turn& turn);
// When tick_service has something to do.
[[nodiscard]] std::optional<platform::SteadyTime> service_deadline(const AppState& state);

}  // namespace tandem::kiosk
