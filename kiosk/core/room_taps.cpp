#include "kiosk/core/room_taps.h"

#include <algorithm>

#include "kiosk/core/identify.h"
#include "kiosk/core/notices.h"
#include "kiosk/core/wrap_up.h"

namespace tandem::kiosk {
namespace {

using calendar::Booking;

std::optional<calendar::PersonId> who(const Turn& turn) {
  if (!turn.state.identified) return std::nullopt;
  return turn.state.identified->person;
}

// The booking, when the tap may go on: what belongs to somebody is touched by somebody identified only.
const Booking* touchable(Turn& turn, const calendar::BookingId& id) {
  const Booking* booking = find(turn.world(), id);
  if (booking == nullptr) return nullptr;
  const bool owned = booking->session || booking->booked_by;
  if (!owned || turn.state.identified) return booking;
  ask_who(turn, AfterIdentify::MySession);
  return nullptr;
}

}  // namespace

void check_in(Turn& turn, const calendar::BookingId& booking) {
  if (touchable(turn, booking) != nullptr) submit(turn, calendar::CheckIn{booking, who(turn), turn.state.now});
}

void extend(Turn& turn, const ExtendTapped& tap) {
  const Booking* booking = touchable(turn, tap.booking);
  if (booking != nullptr) submit(turn, calendar::ExtendBooking{tap.booking, booking->planned.end + tap.by, who(turn)});
}

void end_now(Turn& turn, const calendar::BookingId& booking) {
  if (touchable(turn, booking) == nullptr) return;
  submit(turn, calendar::EndBooking{booking, turn.state.now, who(turn)});
  open_wrap_up(turn, booking);
}

void reclaim(Turn& turn, const calendar::BookingId& booking) {
  if (touchable(turn, booking) != nullptr) submit(turn, calendar::ReclaimBooking{booking, turn.state.now, who(turn)});
}

void cancel(Turn& turn, const calendar::BookingId& booking) {
  if (touchable(turn, booking) == nullptr) return;
  if (std::holds_alternative<OwnBookingScreen>(turn.state.screen)) turn.state.screen = MySessionScreen{};
  submit(turn, calendar::CancelBooking{booking, who(turn)});
}

void book_now(Turn& turn, const BookNowTapped& tap) {
  const calendar::Instant now = turn.state.now;
  // Ends on a full minute, so that what is read on the door is the whole truth; no later than what comes next.
  calendar::Interval when{now, std::chrono::floor<std::chrono::minutes>(now) + tap.length};
  const auto next = room_busy(turn.world(), tap.room, when).at_or_after(now);
  if (next && next->start > now) when.end = std::min(when.end, next->start);
  submit(turn, calendar::BookRoom{tap.room, when, who(turn)});
}

}  // namespace tandem::kiosk
