// Commands about who is there: arriving, taking a released room back, and giving one back because nobody came.
#include <algorithm>

#include "calendar/booking/judges.h"
#include "calendar/programme/presence.h"

namespace tandem::calendar::rules {
namespace {

Refusal in_check_in_window(const Case& c, const Booking& booking, Instant at) {
  if (const Refusal no = clock_right(c, at)) return no;
  if (at < booking.planned.start - c.policy().check_in_opens_before) return RefusalReason::CheckInTooEarly;
  if (at >= booking.planned.end) return RefusalReason::CheckInTooLate;
  if (c.now > booking.planned.start + c.policy().late_check_in) return RefusalReason::CheckInTooLate;
  return std::nullopt;
}

// For a session one of the two; an ad hoc booking asks nobody's name.
Refusal may_check_in(const Case& c, const Booking& booking, const std::optional<PersonId>& person) {
  if (!booking.session) return std::nullopt;
  const Pair* pair = pair_of(c.world, booking);
  const bool is_of_pair = pair != nullptr && person && role_of(*pair, *person).has_value();
  return is_of_pair ? std::nullopt : Refusal{RefusalReason::NotYours};
}

bool already_there(const Case& c, const Booking& booking, const std::optional<PersonId>& person) {
  if (!booking.session) return booking.first_check_in.has_value();
  const Session* session = find(c.world, *booking.session);
  const Pair* pair = pair_of(c.world, booking);
  const std::optional<PairRole> role = role_of(*pair, *person);
  return role && arrival_of(*session, *role).has_value();
}

// What a released booking gave back, [release, planned end), is still nobody's.
Refusal rest_free(const Case& c, const Booking& booking) {
  const Interval rest{booking.held.end, booking.planned.end};
  if (const Refusal no = room_free(c, booking.room, rest)) return no;
  return not_leased(c, booking.room, rest);
}

// A check-in that happened offline while the server gave the room back. It gets the room again while that is free; once
// the time is over anyway, that the person came stays a fact.
Decision check_in_to_released(const Case& c, const Booking& booking, const CheckIn& command) {
  const PersonCheckedIn arrival{booking.id, command.person, command.at};
  const Refusal taken = rest_free(c, booking);
  if (!taken) return accepted({BookingReclaimed{booking.id, command.at}, arrival});
  if (c.now >= booking.planned.end) return accepted({arrival});
  if (taken == RefusalReason::Leased) return refused(*taken);
  return refused(RefusalReason::RoomReleased);
}

}  // namespace

Decision judge(const Case& c, const CheckIn& command) {
  if (!well_formed(command.booking)) return refused(RefusalReason::Malformed);
  const Booking* booking = find(c.world, command.booking);
  if (booking == nullptr) return refused(*unknown_booking(c));
  if (const Refusal no = may_check_in(c, *booking, command.person)) return refused(*no);
  if (booking->state == BookingState::Cancelled) return refused(RefusalReason::BookingOver);
  if (const Refusal no = in_check_in_window(c, *booking, command.at)) return refused(*no);
  const bool ended_before = booking->state == BookingState::Ended && command.at >= booking->held.end;
  if (ended_before) return refused(RefusalReason::BookingOver);
  if (already_there(c, *booking, command.person)) return accepted({});
  if (booking->state == BookingState::Released) return check_in_to_released(c, *booking, command);
  return accepted({PersonCheckedIn{booking->id, command.person, command.at}});
}

Decision judge(const Case& c, const ReclaimBooking& command) {
  if (!well_formed(command.booking)) return refused(RefusalReason::Malformed);
  const Booking* booking = find(c.world, command.booking);
  if (booking == nullptr) return refused(*unknown_booking(c));
  if (!may_act(c, *booking, command.by)) return refused(RefusalReason::NotYours);
  if (is_open(*booking)) return accepted({});  // the other one of the pair was quicker
  if (booking->state != BookingState::Released) return refused(RefusalReason::BookingOver);
  if (const Refusal no = clock_right(c, command.at)) return refused(*no);
  if (std::max(command.at, c.asked) >= booking->planned.end) return refused(RefusalReason::BookingOver);
  if (const Refusal no = rest_free(c, *booking)) return refused(*no);
  std::vector<Change> changes{BookingReclaimed{booking->id, command.at}};
  if (booking->session && command.by) changes.push_back(PersonCheckedIn{booking->id, command.by, command.at});
  return accepted(std::move(changes));
}

// One that is gone already is given up all the same.
Decision judge(const Case& c, const GiveUpLease& command) {
  if (!well_formed(command.room)) return refused(RefusalReason::Malformed);
  const Lease* lease = lease_of(c.world, command.room);
  if (lease == nullptr) return accepted({});
  if (lease->holder != c.id.device) return refused(RefusalReason::NotYours);
  return accepted({LeaseEnded{command.room}});
}

Decision judge(const Case& c, const ReleaseNoShow& command) {
  if (c.id.device.text() != kServerDevice) return refused(RefusalReason::ServerOnly);
  const Booking* booking = find(c.world, command.booking);
  if (booking == nullptr) return refused(*unknown_booking(c));
  const bool awaited = booking->state == BookingState::Booked && !booking->first_check_in;
  const bool grace_passed = c.now >= booking->planned.start + c.policy().release_after;
  if (!awaited || !grace_passed) return refused(RefusalReason::NothingToRelease);
  return accepted({BookingReleased{booking->id, std::min(c.now, booking->held.end)}});
}

Decision judge(const Case&, const UnreadableCommand&) { return refused(RefusalReason::NotReadable); }

}  // namespace tandem::calendar::rules
