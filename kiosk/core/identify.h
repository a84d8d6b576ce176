#pragma once
// Who is there: a badge, or the first letters of a name and a PIN. Nobody can browse names: letters alone show nothing,
// and a wrong name looks like a wrong PIN. Wrong PINs lock a person's PIN at this kiosk for a growing time.

#include <string>
#include <string_view>

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

void ask_who(Turn& turn, AfterIdentify then);

void enter_letter(Turn& turn, std::string_view letter);
void enter_digit(Turn& turn, char digit);
void erase_entry(Turn& turn);
void confirm_entry(Turn& turn);

void badge_read(Turn& turn, const std::string& badge);
void on_pin_checked(Turn& turn, const PinChecked& answer);
void on_badge_hashed(Turn& turn, const BadgeHashed& answer);

// Takes a lock's message away when it is over.
void lift_lock(Turn& turn);

// How long the next wrong PIN locks after `failures` in a row; zero below kPinTries.
[[nodiscard]] std::chrono::seconds pin_lock_after(int failures);

}  // namespace tandem::kiosk
