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
  if (booking == nullptr) return refused(RefusalReason::BookingUnknown);
  if (!may_act(c, *booking, command.by)) return refused(RefusalReason::NotYours);
  if (is_over(c, *booking)) return refused(RefusalReason::BookingOver);
  if (command.new_end <= booking->held.end) return refused(RefusalReason::Malformed);
  if (const Refusal no = extendable(c, *booking, command.new_end)) return refused(*no);
  return accepted({BookingExtended{booking->id, command.new_end}});
}

Decision judge(const Case& c, const EndBooking& command) {
  if (!well_formed(command.booking)) return refused(RefusalReason::Malformed);
  const Booking* booking = find(c.world, command.booking);
  if (booking == nullptr) return refused(RefusalReason::BookingUnknown);
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
  if (booking == nullptr) return refused(RefusalReason::BookingUnknown);
  if (!may_act(c, *booking, command.by)) return refused(RefusalReason::NotYours);
  const bool in_use = booking->state == BookingState::InUse && c.now >= booking->planned.start;
  if (in_use) return refused(RefusalReason::BookingOver);
  if (c.asked >= booking->planned.start) return refused(RefusalReason::InThePast);
  return accepted({BookingCancelled{booking->id, c.asked}});
}

}  // namespace tandem::calendar::rules
