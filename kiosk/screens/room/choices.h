#pragma once
// What can be done at a room here and now: book, extend, end, check in, take back, find another one. Part of the room's
// view model.

#include "kiosk/screens/room/view_model.h"

namespace tandem::kiosk {

// Bookings of ours that matter at the door; null where there is none. They point into the snapshot.
struct DoorBookings {
  const calendar::Booking* now{nullptr};      // holds the room
  const calendar::Booking* awaited{nullptr};  // its check-in is open
  const calendar::Booking* freed{nullptr};    // nobody came, a moment ago
};

// Free, freed, or free as far as is known.
[[nodiscard]] bool may_be_booked(RoomLook look);
void add_book_now(RoomModel& model, const AppState& state, const Texts& texts);
void add_taps(RoomModel& model, const AppState& state, const DoorBookings& bookings, const Texts& texts);

}  // namespace tandem::kiosk
