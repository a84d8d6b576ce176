#include "calendar/booking/decide.h"

#include <algorithm>

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

struct Grace {
  std::chrono::seconds shortest;
  std::chrono::seconds longest;
};

// After a start, until a room is given back, at any site.
Grace grace_of_all(const World& world) {
  Grace grace{world.site.policy.release_after, world.site.policy.release_after};
  for (const auto& [id, site] : world.sites) {
    grace.shortest = std::min<std::chrono::seconds>(grace.shortest, site.policy.release_after);
    grace.longest = std::max<std::chrono::seconds>(grace.longest, site.policy.release_after);
  }
  return grace;
}

}  // namespace

SessionStatus status_of(const World& world, const Session& session, Instant now) {
  const Booking* booking = find(world, session.booking);
  if (booking == nullptr || booking->state == BookingState::Cancelled) return SessionStatus::Cancelled;
  if (is_open(*booking) && now < booking->held.end) {
    return status_while_open(site_of(world, booking->room).policy, session, booking->planned.start, now);
  }
  const bool somebody_came = present_count(session) > 0 || booking->first_check_in.has_value();
  return somebody_came ? SessionStatus::Ended : SessionStatus::Freed;
}

std::optional<NoShowDeadline> next_no_show(const World& world, Instant from) {
  const auto [shortest, longest] = grace_of_all(world);
  std::optional<NoShowDeadline> earliest;
  for (auto at = world.awaited.lower_bound({from - longest, BookingId{}}); at != world.awaited.end(); ++at) {
    const auto& [start, id] = at->first;
    if (earliest && start + shortest >= earliest->at) break;
    const Instant deadline = start + site_of(world, find(world, id)->room).policy.release_after;
    if (deadline >= from && (!earliest || deadline < earliest->at)) earliest = NoShowDeadline{deadline, id};
  }
  return earliest;
}

}  // namespace tandem::calendar
