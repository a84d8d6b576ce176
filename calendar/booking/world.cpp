#include "calendar/booking/world.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tandem::calendar {
namespace {

template <class Map>
const typename Map::mapped_type* find_in(const Map& map, const typename Map::key_type& id) {
  const auto found = map.find(id);
  return found == map.end() ? nullptr : &found->second;
}

template <class Feeds>
void add_feed(BusySet& busy, const Feeds& feeds, const typename Feeds::key_type& owner, const Interval& window) {
  if (const auto* truth = find_in(feeds, owner)) busy = busy.united((*truth)->busy.within(window));
}

using RoomIndex = VersionedMap<RoomStart, BookingId>;

// The first booking of a room that can be held after `from`. Held intervals of a room do not overlap, so the last one
// that starts before `from` is the only earlier one that can reach further; empty ones in between are passed over.
RoomIndex::const_iterator first_held_after(const World& world, const RoomId& room, Instant from) {
  const auto at = world.by_room.lower_bound({room, from, {}});
  for (auto earlier = at; earlier != world.by_room.begin();) {
    --earlier;
    if (earlier->first.room != room) return at;
    const Booking* booking = find(world, earlier->second);
    if (booking->held.empty()) continue;
    return booking->held.end > from ? earlier : at;
  }
  return at;
}

// Adds the sessions of one room whose planned time overlaps `window`; the first entry of the next room.
RoomIndex::const_iterator add_sessions(const World& world, const RoomId& room, const Interval& window,
                                       std::vector<const Session*>& sessions) {
  const bool far_back = window.start < Instant::min() + world.longest_planned;
  const Instant earliest = far_back ? Instant::min() : window.start - world.longest_planned;
  auto at = world.by_room.lower_bound({room, earliest, {}});
  for (; at != world.by_room.end() && at->first.room == room && at->first.start < window.end; ++at) {
    const Booking* booking = find(world, at->second);
    if (!booking->session || !overlaps(booking->planned, window)) continue;
    if (const Session* session = find(world, *booking->session)) sessions.push_back(session);
  }
  return world.by_room.lower_bound({room, Instant::max(), {}});
}

bool is_of_pair(const World& world, const Session& session, const PersonId& person) {
  const Pair* pair = find(world, session.pair);
  return pair != nullptr && (pair->mentor == person || pair->mentee == person);
}

}  // namespace

bool is_open(const Booking& booking) {
  return booking.state == BookingState::Booked || booking.state == BookingState::InUse;
}

const Room* find(const World& world, const RoomId& id) { return find_in(world.rooms, id); }
const Person* find(const World& world, const PersonId& id) { return find_in(world.people, id); }
const Pair* find(const World& world, const PairId& id) { return find_in(world.pairs, id); }
const Session* find(const World& world, const SessionId& id) { return find_in(world.sessions, id); }
const Booking* find(const World& world, const BookingId& id) { return find_in(world.bookings, id); }

std::vector<const Booking*> bookings_in(const World& world, const RoomId& room, const Interval& window) {
  std::vector<const Booking*> found;
  if (window.empty()) return found;
  for (auto at = first_held_after(world, room, window.start);
       at != world.by_room.end() && at->first.room == room && at->first.start < window.end; ++at) {
    const Booking* booking = find(world, at->second);
    if (overlaps(booking->held, window)) found.push_back(booking);
  }
  return found;
}

BusySet room_busy(const World& world, const RoomId& room, const Interval& window) {
  std::vector<Interval> held;
  for (const Booking* booking : bookings_in(world, room, window)) held.push_back(booking->held);
  BusySet busy = BusySet{std::move(held)}.within(window);
  add_feed(busy, world.room_feeds, room, window);
  return busy;
}

BusySet person_busy(const World& world, const PersonId& person, const Interval& window) {
  std::vector<Interval> held;
  for (const Session* session : sessions_of(world, person, window)) {
    if (const Booking* booking = find(world, session->booking)) held.push_back(booking->held);
  }
  BusySet busy = BusySet{std::move(held)}.within(window);
  add_feed(busy, world.person_feeds, person, window);
  return busy;
}

std::vector<const Session*> sessions_of(const World& world, const PersonId& person, const Interval& window) {
  std::vector<const Session*> sessions = sessions_in(world, window);
  std::erase_if(sessions, [&](const Session* session) { return !is_of_pair(world, *session, person); });
  return sessions;
}

std::vector<const Session*> sessions_in(const World& world, const Interval& window) {
  std::vector<const Session*> sessions;
  if (window.empty()) return sessions;
  for (auto at = world.by_room.begin(); at != world.by_room.end();) {
    at = add_sessions(world, at->first.room, window, sessions);
  }
  std::sort(sessions.begin(), sessions.end(), [&](const Session* a, const Session* b) {
    const Instant start_a = find(world, a->booking)->planned.start;
    const Instant start_b = find(world, b->booking)->planned.start;
    return std::tie(start_a, a->id) < std::tie(start_b, b->id);
  });
  return sessions;
}

Zone site_zone(const World& world) {
  const platform::Result<Zone> zone = Zone::locate(world.site.zone);
  return zone ? *zone : Zone{};
}

}  // namespace tandem::calendar
