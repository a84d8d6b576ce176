#pragma once
// One's own bookings still to come: cancel, cancel the rest of a series, move. A move books the new time first; the old
// booking is cancelled once the new one is confirmed, so that there is never none.

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

void open_own_booking(Turn& turn, const calendar::BookingId& booking);
// The Book screen for something in place of `booking`.
void move(Turn& turn, const calendar::BookingId& booking);
void cancel_rest(Turn& turn, const calendar::BookingId& booking);

// The bookings of a person that have not begun and that the person may cancel, by start: of sessions and ad hoc.
// Pointers into the state's world.
[[nodiscard]] std::vector<const calendar::Booking*> own_bookings(const AppState& state,
                                                                 const calendar::PersonId& person);

}  // namespace tandem::kiosk
