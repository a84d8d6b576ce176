#include "sync/protocol/from_wire.h"

namespace tandem::sync {

calendar::Booking from_wire(Reader& reader, const wire::Booking& in) {
  calendar::Booking booking;
  booking.id = reader.id<calendar::BookingId>(in.id(), "booking");
  booking.room = reader.id<calendar::RoomId>(in.room(), "room of booking");
  booking.planned = reader.interval(in.planned(), "planned time");
  booking.held = reader.interval(in.held(), "held time");
  booking.state = reader.choice(in.state(), calendar::BookingState::Cancelled, "booking state");
  if (in.has_session()) booking.session = reader.id<calendar::SessionId>(in.session(), "session of booking");
  if (in.has_booked_by()) booking.booked_by = reader.id<calendar::PersonId>(in.booked_by(), "booked by");
  booking.created_at = reader.instant(in.created_at(), "created");
  if (in.has_first_check_in()) booking.first_check_in = reader.instant(in.first_check_in(), "first check-in");
  if (in.has_series()) booking.series = reader.id<calendar::BookingId>(in.series(), "series of booking");
  return booking;
}

calendar::Session from_wire(Reader& reader, const wire::Session& in) {
  calendar::Session session;
  session.id = reader.id<calendar::SessionId>(in.id(), "session");
  session.pair = reader.id<calendar::PairId>(in.pair(), "pair of session");
  session.booking = reader.id<calendar::BookingId>(in.booking(), "booking of session");
  if (in.has_mentor_arrived()) session.mentor_arrived = reader.instant(in.mentor_arrived(), "arrival");
  if (in.has_mentee_arrived()) session.mentee_arrived = reader.instant(in.mentee_arrived(), "arrival");
  session.mentor_rated = in.mentor_rated();
  session.mentee_rated = in.mentee_rated();
  session.topics_ticked = in.topics_ticked();
  return session;
}

}  // namespace tandem::sync
