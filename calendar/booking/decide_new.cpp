// Commands that make a booking: an ad hoc one, or one for a session of a pair.
#include "calendar/booking/judges.h"
#include "calendar/programme/presence.h"

namespace tandem::calendar::rules {
namespace {

// What every new booking has to fulfil, in the order of decide.h; room and people come after.
Refusal bookable(const Case& c, const Interval& when) {
  if (const Refusal no = in_time(c, when)) return no;
  if (const Refusal no = within_hours(c, when)) return no;
  return length_allowed(c, when);
}

// A room has its gap around what is planned ahead.
Interval with_gap(const Case& c, const Interval& when) { return widened(when, c.policy().room_gap); }

// A command that was decided before is answered from the log, so a known name here is a number used twice.
Refusal shape(const Case& c, const RoomId& room, const Interval& when) {
  if (!well_formed(room) || when.empty()) return RefusalReason::Malformed;
  if (find(c.world, new_booking_id(c)) != nullptr) return RefusalReason::Malformed;
  return std::nullopt;
}

Booking new_booking(const Case& c, const RoomId& room, const Interval& when, const std::optional<PersonId>& by) {
  Booking booking;
  booking.id = new_booking_id(c);
  if (c.instance != 0) booking.series = booking_id_of(c.id);
  booking.room = room;
  booking.planned = booking.held = when;
  booking.booked_by = by;
  booking.created_at = c.asked;
  return booking;
}

// Whoever books at the door is there: check-in does not apply.
Decision walk_up(Booking booking) {
  booking.state = BookingState::InUse;
  booking.first_check_in = booking.planned.start;
  return accepted({BookingAccepted{booking}});
}

// The door has said yes already, and nobody else can have these minutes. Who asked may be gone from the list meanwhile.
Decision keep_promise(const Case& c, const BookRoom& command) {
  if (find(c.world, command.room) == nullptr) return refused(RefusalReason::RoomUnknown);
  if (!held_in(c.world, command.room, command.when).empty()) return refused(RefusalReason::RoomTaken);
  const bool known = command.by && find(c.world, *command.by) != nullptr;
  return walk_up(new_booking(c, command.room, command.when, known ? command.by : std::nullopt));
}

}  // namespace

Decision judge(const Case& c, const BookRoom& command) {
  if (const Refusal no = shape(c, command.room, command.when)) return refused(*no);
  if (command.promised && leased_to(c.world, c.id.device, command.room, command.when)) return keep_promise(c, command);
  if (const Refusal no = room_exists(c, command.room)) return refused(*no);
  if (command.by && find(c.world, *command.by) == nullptr) return refused(RefusalReason::NotYours);
  if (const Refusal no = bookable(c, command.when)) return refused(*no);
  const Interval needed = starts_now(c, command.when) ? command.when : with_gap(c, command.when);
  if (const Refusal no = room_free(c, command.room, needed)) return refused(*no);
  if (const Refusal no = not_leased(c, command.room, command.when)) return refused(*no);
  Booking booking = new_booking(c, command.room, command.when, command.by);
  if (starts_now(c, command.when)) return walk_up(std::move(booking));
  return accepted({BookingAccepted{booking}});
}

Decision judge(const Case& c, const PlanSession& command) {
  if (const Refusal no = shape(c, command.room, command.when)) return refused(*no);
  if (!well_formed(command.pair)) return refused(RefusalReason::Malformed);
  if (const Refusal no = room_exists(c, command.room)) return refused(*no);
  const Pair* pair = find(c.world, command.pair);
  if (pair == nullptr || !pair->active) return refused(RefusalReason::PairUnknown);
  if (command.by && !role_of(*pair, *command.by)) return refused(RefusalReason::NotYours);
  if (const Refusal no = bookable(c, command.when)) return refused(*no);
  if (const Refusal no = room_free(c, command.room, with_gap(c, command.when))) return refused(*no);
  if (const Refusal no = pair_free(c, *pair, widened(command.when, c.policy().walking_time))) return refused(*no);
  if (const Refusal no = not_leased(c, command.room, command.when)) return refused(*no);
  Booking booking = new_booking(c, command.room, command.when, command.by);
  booking.session = SessionId{booking.id.text()};
  const Session session{*booking.session, pair->id, booking.id, std::nullopt, std::nullopt};
  return accepted({BookingAccepted{booking}, SessionPlanned{session}});
}

}  // namespace tandem::calendar::rules
