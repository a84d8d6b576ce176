#pragma once
// Taps about one booking or one room: check in, extend, end, take back, cancel, book now.

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

void check_in(Turn& turn, const calendar::BookingId& booking);
void extend(Turn& turn, const ExtendTapped& tap);
void end_now(Turn& turn, const calendar::BookingId& booking);
void reclaim(Turn& turn, const calendar::BookingId& booking);
void cancel(Turn& turn, const calendar::BookingId& booking);
void book_now(Turn& turn, const BookNowTapped& tap);

}  // namespace tandem::kiosk
