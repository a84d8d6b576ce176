#pragma once
// One of the person's own bookings still to come: what it is, and how to move or cancel it. Private.

#include <string>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct OwnBookingModel {
  calendar::BookingId booking;
  std::string title;   // "Session with Marc Petit", "Room without a session"
  std::string series;  // "3 of 6 in a series"; empty for a single one
  std::string day;
  std::string when;
  std::string room;
  bool awaiting{false};
  std::string awaiting_word;
  std::string gone;  // said when it is no more, or cannot be changed any more
  bool can_move{false};
  std::string move_word;
  std::string move_hint;
  bool can_cancel{false};
  std::string cancel_word;
  bool can_cancel_rest{false};
  std::string cancel_rest_word;  // "Cancel this one and the 3 after it"
};

[[nodiscard]] OwnBookingModel own_booking_model(const AppState& state, const OwnBookingScreen& screen,
                                                const Texts& texts);

}  // namespace tandem::kiosk
