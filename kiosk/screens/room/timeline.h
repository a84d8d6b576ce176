#pragma once
// The day of one room from opening to closing, for the door panel.

#include "kiosk/screens/room/view_model.h"

namespace tandem::kiosk {

void add_timeline(RoomModel& model, const AppState& state, const Texts& texts);

// Who a booking is for, as they allow: a pair's names, or "Reserved".
[[nodiscard]] std::string booking_label(const calendar::World& world, const calendar::Booking& booking,
                                        const Texts& texts);

}  // namespace tandem::kiosk
