// Commands that change how long a booking holds its room.
#include <algorithm>

#include "calendar/booking/judges.h"

namespace tandem::calendar::rules {
namespace {

// Room, hours, lengths and people for the time that is added.
Refusal extendable(const Case& c, const Booking& booking, Instant new_end) {
  const Interval added{booking.held.end, new_end};
  if (const Refusal no = within_hours(c, added)) return no;
  if (const Refusal no = length_allowed(c, {booking.planned.start, new_end})) return no;
  if (const Refusal no = room_free(c, booking.room, added)) return no;
  const Pair* pair = pair_of(c.world, booking);
  if (pair != nullptr) {
    if (const Refusal no = pair_free(c, *pair, added)) return no;
  }
  return not_leased(c, booking.room, added);
}

}  // namespace

Decision judge(const Case& c, const ExtendBooking& command) {
  if (!well_formed(command.booking)) return refused(RefusalReason::Malformed);
  const Booking* booking = find(c.world, command.booking);
  if (booking == nullptr) return refused(*unknown_booking(c));
  if (!may_act(c, *booking, command.by)) return refused(RefusalReason::NotYours);
  if (is_over(c, *booking)) return refused(RefusalReason::BookingOver);
  if (command.new_end <= booking->held.end) return refused(RefusalReason::Malformed);
  if (const Refusal no = extendable(c, *booking, command.new_end)) return refused(*no);
  return accepted({BookingExtended{booking->id, command.new_end}});
}

Decision judge(const Case& c, const EndBooking& command) {
  if (!well_formed(command.booking)) return refused(RefusalReason::Malformed);
  const Booking* booking = find(c.world, command.booking);
  if (booking == nullptr) return refused(*unknown_booking(c));
  if (!may_act(c, *booking, command.by)) return refused(RefusalReason::NotYours);
  if (!is_open(*booking)) return refused(RefusalReason::BookingOver);
  if (const Refusal no = clock_right(c, command.at)) return refused(*no);
  const bool never_began = command.at < booking->held.start && booking->state == BookingState::Booked;
  if (never_began) return accepted({BookingCancelled{booking->id, command.at}});
  return accepted({BookingEnded{booking->id, std::clamp(command.at, booking->held.start, booking->held.end)}});
}

Decision judge(const Case& c, const CancelBooking& command) {
  if (!well_formed(command.booking)) return refused(RefusalReason::Malformed);
  const Booking* booking = find(c.world, command.booking);
  if (booking == nullptr) return refused(*unknown_booking(c));
  if (!may_act(c, *booking, command.by)) return refused(RefusalReason::NotYours);
  const bool in_use = booking->state == BookingState::InUse && c.now >= booking->planned.start;
  if (in_use) return refused(RefusalReason::BookingOver);
  if (c.asked >= booking->planned.start) return refused(RefusalReason::InThePast);
  return accepted({BookingCancelled{booking->id, c.asked}});
}

// Those that nobody came to yet and that are still to come; one that cannot be called off any more stays.
Decision judge(const Case& c, const CancelRest& command) {
  if (!well_formed(command.booking)) return refused(RefusalReason::Malformed);
  const Booking* from = find(c.world, command.booking);
  if (from == nullptr) return refused(*unknown_booking(c));
  if (!may_act(c, *from, command.by)) return refused(RefusalReason::NotYours);
  if (!from->series) return judge(c, CancelBooking{command.booking, command.by});
  std::vector<Change> changes;
  for (const Booking* each : bookings_of_series(c.world, *from->series)) {
    const bool to_come = each->state == BookingState::Booked && each->planned.start > c.asked;
    const bool later = each->planned.start >= from->planned.start;
    if (to_come && later && may_act(c, *each, command.by)) changes.push_back(BookingCancelled{each->id, c.asked});
  }
  if (changes.empty()) return refused(RefusalReason::BookingOver);
  return accepted(std::move(changes));
}

}  // namespace tandem::calendar::rules
