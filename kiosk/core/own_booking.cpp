#include "kiosk/core/own_booking.h"

#include <algorithm>

#include "calendar/booking/decide.h"
#include "kiosk/core/book.h"
#include "kiosk/core/identify.h"
#include "kiosk/core/notices.h"
#include "kiosk/core/wrap_up.h"

namespace tandem::kiosk {
namespace {

using calendar::Booking;

constexpr std::chrono::days kLookAhead{400};

bool is_to_come(const AppState& state, const Booking& booking) {
  return booking.state == calendar::BookingState::Booked && booking.planned.start > state.now;
}

std::chrono::minutes length_of(const Booking& booking) {
  return std::chrono::ceil<std::chrono::minutes>(booking.planned.length());
}

}  // namespace

std::vector<const Booking*> own_bookings(const AppState& state, const calendar::PersonId& person) {
  const calendar::World& world = *state.snapshot->world;
  std::vector<const Booking*> own;
  for (const calendar::Session* session : sessions_of(world, person, {state.now, state.now + kLookAhead})) {
    const Booking* booking = find(world, session->booking);
    if (booking != nullptr && is_to_come(state, *booking)) own.push_back(booking);
  }
  for (const auto& [id, booking] : world.bookings)
    if (!booking.session && booking.booked_by == person && is_to_come(state, booking)) own.push_back(&booking);
  std::ranges::stable_sort(own, {}, [](const Booking* booking) { return booking->planned.start; });
  return own;
}

void open_own_booking(Turn& turn, const calendar::BookingId& booking) {
  if (turn.state.identified && find(turn.world(), booking) != nullptr) turn.state.screen = OwnBookingScreen{booking};
}

void move(Turn& turn, const calendar::BookingId& id) {
  const Booking* booking = find(turn.world(), id);
  if (booking == nullptr || !turn.state.identified || !is_to_come(turn.state, *booking)) return;
  const calendar::Pair* pair = pair_of(turn.world(), id);
  BookScreen book;
  book.moving = id;
  book.length = length_of(*booking);
  book.day = site_zone(turn.world()).date_of(booking->planned.start);
  book.step = pair != nullptr ? BookStep::Suggestions : BookStep::Grid;
  if (pair != nullptr) book.pair = pair->id;
  turn.state.screen = std::move(book);
  refresh_suggestions(turn);
}

void cancel_rest(Turn& turn, const calendar::BookingId& booking) {
  if (!turn.state.identified || find(turn.world(), booking) == nullptr) return;
  turn.state.screen = MySessionScreen{};
  submit(turn, calendar::CancelRest{booking, turn.state.identified->person});
}

}  // namespace tandem::kiosk
