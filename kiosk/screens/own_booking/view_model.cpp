#include "kiosk/screens/own_booking/view_model.h"

#include <algorithm>

#include "kiosk/core/wrap_up.h"
#include "kiosk/screens/words/words.h"

namespace tandem::kiosk {
namespace {

using calendar::Booking;

std::string title(const AppState& state, const Booking& booking, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  const calendar::Pair* pair = pair_of(world, booking.id);
  if (pair == nullptr) return texts.tr("Room without a session");
  const calendar::PersonId& me = state.identified->person;
  const calendar::Person* partner = find(world, pair->mentor == me ? pair->mentee : pair->mentor);
  return fill(texts.tr("Session with {name}"), "name", partner != nullptr ? full_name(*partner) : std::string{});
}

void add_series(OwnBookingModel& model, const AppState& state, const Booking& booking, const Texts& texts) {
  if (!booking.series) return;
  const auto series = bookings_of_series(*state.snapshot->world, *booking.series);
  const auto at = std::ranges::find(series, booking.id, &Booking::id) - series.begin();
  model.series = fill(fill(texts.tr("{n} of {count} in a series"), "n", std::to_string(at + 1)), "count",
                      std::to_string(series.size()));
  const auto after = std::ranges::count_if(series, [&booking](const Booking* each) {
    return each->state == calendar::BookingState::Booked && each->planned.start > booking.planned.start;
  });
  model.can_cancel_rest = after > 0 && allowed(state, calendar::CancelRest{booking.id, state.identified->person});
  model.cancel_rest_word =
      texts.tr_n("Cancel it and the {n} after it", "Cancel it and the {n} after it", static_cast<long>(after));
}

}  // namespace

OwnBookingModel own_booking_model(const AppState& state, const OwnBookingScreen& screen, const Texts& texts) {
  const calendar::World& world = *state.snapshot->world;
  OwnBookingModel model;
  model.booking = screen.booking;
  const Booking* booking = find(world, screen.booking);
  if (booking == nullptr || !state.identified || booking->state == calendar::BookingState::Cancelled) {
    model.gone = texts.tr("This booking no longer exists.");
    return model;
  }
  model.title = title(state, *booking, texts);
  model.day = day_word(state, booking->planned.start, texts);
  model.when = texts.span(booking->planned, site_zone(world));
  model.room = room_name(world, booking->room) + " · " + room_floor(world, booking->room, texts);
  model.awaiting = state.snapshot->pending.contains(booking->id);
  model.awaiting_word = texts.tr("Awaiting confirmation");
  model.can_cancel = allowed(state, calendar::CancelBooking{booking->id, state.identified->person});
  model.cancel_word = booking->series ? texts.tr("Cancel this one") : texts.tr("Cancel the booking");
  model.can_move = model.can_cancel;
  model.move_word = texts.tr("Move it");
  model.move_hint = texts.tr("Yours until the new time is confirmed.");
  add_series(model, state, *booking, texts);
  if (!model.can_cancel) model.gone = texts.tr("It has begun and cannot be moved or cancelled any more.");
  return model;
}

}  // namespace tandem::kiosk
