#include "sync/protocol/check_in_times.h"

namespace tandem::sync {
namespace {

using calendar::Booking;
using calendar::Instant;
using calendar::Session;
using calendar::World;

bool is_old(const Booking& booking, Instant now) { return booking.planned.end + kCheckInTimesKept <= now; }

void replace(std::optional<Instant>& arrived, Instant by) {
  if (arrived) arrived = by;
}

Booking without_times(Booking booking) {
  replace(booking.first_check_in, booking.planned.start);
  return booking;
}

Session without_times(Session session, const Booking& booking) {
  replace(session.mentor_arrived, booking.planned.start);
  replace(session.mentee_arrived, booking.planned.start);
  return session;
}

}  // namespace

calendar::Change without_old_times(calendar::Change fact, const World& world, Instant now) {
  if (auto* accepted = std::get_if<calendar::BookingAccepted>(&fact)) {
    if (is_old(accepted->booking, now)) accepted->booking = without_times(std::move(accepted->booking));
  } else if (auto* planned = std::get_if<calendar::SessionPlanned>(&fact)) {
    const Booking* booking = calendar::find(world, planned->session.booking);
    if (booking != nullptr && is_old(*booking, now)) {
      planned->session = without_times(std::move(planned->session), *booking);
    }
  }
  return fact;
}

std::vector<calendar::Change> old_times_forgotten(const World& world, Instant now) {
  std::vector<calendar::Change> facts;
  for (const auto& [id, booking] : world.bookings) {
    if (!is_old(booking, now)) continue;
    if (Booking blurred = without_times(booking); blurred != booking) {
      facts.push_back(calendar::BookingAccepted{std::move(blurred)});
    }
  }
  for (const auto& [id, session] : world.sessions) {
    const Booking* booking = calendar::find(world, session.booking);
    if (booking == nullptr || !is_old(*booking, now)) continue;
    if (Session blurred = without_times(session, *booking); blurred != session) {
      facts.push_back(calendar::SessionPlanned{std::move(blurred)});
    }
  }
  return facts;
}

}  // namespace tandem::sync
