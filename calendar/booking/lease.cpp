#include "calendar/booking/lease.h"

#include "calendar/booking/command.h"
#include "calendar/booking/world.h"

namespace tandem::calendar {
namespace {

using std::chrono::minutes;

// Bookings that the holder made are no obstacle: when one ends early, the rest is still promised.
BusySet taken_by_others(const World& world, const RoomId& room, const DeviceId& holder, const Interval& window) {
  std::vector<Interval> held;
  for (const Booking* booking : bookings_in(world, room, window)) {
    if (!was_made_by(holder, booking->id)) held.push_back(booking->held);
  }
  const BusySet bookings{std::move(held)};
  const auto feed = world.room_feeds.find(room);
  return feed == world.room_feeds.end() ? bookings : bookings.united(feed->second->busy.within(window));
}

// The first stretch of `window` that could be promised.
std::optional<Interval> first_free(const World& world, const RoomId& room, const DeviceId& holder,
                                   const Interval& window) {
  const Site& site = site_of(world, room);
  const BusySet open{site.opening_hours.open_within(window, zone_of(site))};
  const BusySet free = open.without(taken_by_others(world, room, holder, window));
  if (free.empty()) return std::nullopt;
  return free.intervals().front();
}

bool may_be_leased(const World& world, const RoomId& id) {
  const Room* room = find(world, id);
  return room != nullptr && !room->out_of_order && site_of(world, id).policy.lease_length > minutes{0};
}

// `old` joined to what continues it; nothing when `free` adds nothing or begins elsewhere.
std::optional<Lease> longer(const Lease& old, const Interval& free) {
  const bool continues = free.start <= old.held.end && old.held.end < free.end;
  if (!continues) return std::nullopt;
  return Lease{old.room, old.holder, {old.held.start, free.end}};
}

}  // namespace

const Lease* lease_of(const World& world, const RoomId& room) {
  const auto found = world.leases.find(room);
  return found == world.leases.end() ? nullptr : &found->second;
}

bool leased_to(const World& world, const DeviceId& device, const RoomId& room, const Interval& when) {
  const Lease* lease = lease_of(world, room);
  return lease != nullptr && lease->holder == device && lease->held.contains(when);
}

std::optional<Lease> next_lease(const World& world, const RoomId& room, const DeviceId& holder, Instant now) {
  if (!may_be_leased(world, room)) return std::nullopt;
  const minutes length = site_of(world, room).policy.lease_length;
  const Lease* old = lease_of(world, room);
  if (old != nullptr && (old->holder != holder || old->held.end <= now)) return std::nullopt;
  if (old != nullptr && old->held.end - now > length / 2) return std::nullopt;
  // Whole minutes: "until 14:25" on a panel is the whole truth, and a walk-up may begin in the minute that runs.
  const Instant from = std::chrono::floor<minutes>(now);
  const auto free = first_free(world, room, holder, {from, from + length});
  if (!free) return std::nullopt;
  if (old != nullptr) return longer(*old, *free);
  const bool worth_it = free->length() >= site_of(world, room).policy.shortest_booking;
  return worth_it ? std::optional{Lease{room, holder, *free}} : std::nullopt;
}

}  // namespace tandem::calendar
