#include "calendar/booking/decide.h"
#include "calendar/programme/presence.h"

namespace tandem::calendar {
namespace {

SessionStatus status_while_open(const BookingPolicy& policy, const Session& session, Instant start, Instant now) {
  switch (present_count(session)) {
    case 2: return now >= start ? SessionStatus::Running : SessionStatus::BothPresent;
    case 1: return SessionStatus::OnePresent;
    default: break;
  }
  return now >= start - policy.check_in_opens_before ? SessionStatus::CheckInOpen : SessionStatus::ToCome;
}

}  // namespace

SessionStatus status_of(const World& world, const Session& session, Instant now) {
  const Booking* booking = find(world, session.booking);
  if (booking == nullptr || booking->state == BookingState::Cancelled) return SessionStatus::Cancelled;
  if (is_open(*booking) && now < booking->held.end) {
    return status_while_open(world.site.policy, session, booking->planned.start, now);
  }
  const bool somebody_came = present_count(session) > 0 || booking->first_check_in.has_value();
  return somebody_came ? SessionStatus::Ended : SessionStatus::Freed;
}

std::optional<NoShowDeadline> next_no_show(const World& world, Instant from) {
  const std::chrono::seconds after = world.site.policy.release_after;
  const auto first = world.awaited.lower_bound({from - after, BookingId{}});
  if (first == world.awaited.end()) return std::nullopt;
  const auto& [start, booking] = first->first;
  return NoShowDeadline{start + after, booking};
}

}  // namespace tandem::calendar
