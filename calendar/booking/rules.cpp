#include "calendar/booking/rules.h"

#include <utility>

#include "calendar/programme/presence.h"

namespace tandem::calendar::rules {

bool well_formed(const std::string& id) { return !id.empty() && id.size() <= platform::kMaxIdLength; }

bool starts_now(const Case& c, const Interval& when) {
  const auto is_about = [&](Instant at) { return when.start >= at - kWalkUpBack && when.start <= at + kWalkUpAhead; };
  return is_about(c.now) || is_about(c.asked);
}

bool is_over(const Case& c, const Booking& booking) { return !is_open(booking) || c.asked >= booking.held.end; }

const Pair* pair_of(const World& world, const Booking& booking) {
  if (!booking.session) return nullptr;
  const Session* session = find(world, *booking.session);
  return session == nullptr ? nullptr : find(world, session->pair);
}

bool may_act(const Case& c, const Booking& booking, const std::optional<PersonId>& by) {
  if (c.id.device.text() == kServerDevice) return true;
  if (!booking.session) return !booking.booked_by || booking.booked_by == by;
  const Pair* pair = pair_of(c.world, booking);
  return pair != nullptr && by && role_of(*pair, *by).has_value();
}

Refusal unknown_booking(const Case& c) {
  const bool forgotten = c.world.forgotten_before != Instant{} && c.issued < c.world.forgotten_before;
  return forgotten ? RefusalReason::Forgotten : RefusalReason::BookingUnknown;
}

BookingId new_booking_id(const Case& c) {
  return c.instance == 0 ? booking_id_of(c.id) : booking_id_of(c.id, c.instance);
}

Refusal room_exists(const Case& c, const RoomId& id) {
  const Room* room = find(c.world, id);
  if (room == nullptr) return RefusalReason::RoomUnknown;
  if (room->out_of_order) return RefusalReason::RoomOutOfOrder;
  return std::nullopt;
}

Refusal in_time(const Case& c, const Interval& when) {
  if (when.start < c.asked - kWalkUpBack) return RefusalReason::InThePast;
  if (when.start < c.world.forgotten_before) return RefusalReason::Forgotten;
  if (when.start > c.now + c.policy().furthest_ahead) return RefusalReason::TooFarAhead;
  return std::nullopt;
}

Refusal within_hours(const Case& c, const Interval& when) {
  // length_allowed() refuses it; going through the hours of all those years would hold everybody up.
  if (when.length() > kLongestBookingEver) return std::nullopt;
  const std::vector<Interval> open = c.site.opening_hours.open_within(when, zone_of(c.site));
  if (open.size() != 1 || open.front() != when) return RefusalReason::OutsideOpeningHours;
  return std::nullopt;
}

Refusal length_allowed(const Case& c, const Interval& when) {
  if (when.length() > c.policy().longest_booking || when.length() > kLongestBookingEver) return RefusalReason::TooLong;
  if (when.length() < c.policy().shortest_booking) return RefusalReason::TooShort;
  return std::nullopt;
}

Refusal room_free(const Case& c, const RoomId& room, const Interval& when) {
  if (!room_busy(c.world, room, when).empty()) return RefusalReason::RoomTaken;
  return std::nullopt;
}

Refusal not_leased(const Case& c, const RoomId& room, const Interval& when) {
  const Lease* lease = lease_of(c.world, room);
  const bool away = lease != nullptr && lease->holder != c.id.device && overlaps(lease->held, when);
  if (away && c.leases == LeasesOfOthers::Respected) return RefusalReason::Leased;
  return std::nullopt;
}

Refusal pair_free(const Case& c, const Pair& pair, const Interval& when) {
  if (!person_busy(c.world, pair.mentor, when).empty()) return RefusalReason::MentorBusy;
  if (!person_busy(c.world, pair.mentee, when).empty()) return RefusalReason::MenteeBusy;
  return std::nullopt;
}

Refusal clock_right(const Case& c, Instant at) {
  if (at > c.now + c.policy().clock_tolerance) return RefusalReason::ClockWrong;
  return std::nullopt;
}

Decision refused(RefusalReason reason) { return {Refused{reason}, {}}; }
Decision accepted(std::vector<Change> changes) { return {Accepted{}, std::move(changes)}; }

}  // namespace tandem::calendar::rules
