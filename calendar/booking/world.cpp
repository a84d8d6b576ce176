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

using RoomIndex = VersionedMap<RoomStart, Interval>;

// The first booking of a room that can be held after `from`. Held intervals of a room do not overlap, so the last one
// that starts before `from` is the only earlier one that can reach further; empty ones in between are passed over.
RoomIndex::const_iterator first_held_after(const World& world, const RoomId& room, Instant from) {
  const auto at = world.by_room.lower_bound({room, from, {}});
  for (auto earlier = at; earlier != world.by_room.begin();) {
    --earlier;
    if (earlier->first.room != room) return at;
    if (earlier->second.empty()) continue;
    return earlier->second.end > from ? earlier : at;
  }
  return at;
}

struct PlannedSession {
  Instant start;
  const Session* session;
};

std::vector<const Session*> by_start(std::vector<PlannedSession> planned) {
  std::sort(planned.begin(), planned.end(), [](const PlannedSession& a, const PlannedSession& b) {
    return std::tie(a.start, a.session->id) < std::tie(b.start, b.session->id);
  });
  std::vector<const Session*> sessions;
  for (const PlannedSession& each : planned) sessions.push_back(each.session);
  return sessions;
}

// Nothing that starts earlier is still planned for a part of `window`.
Instant earliest_start(const World& world, const Interval& window) {
  const bool far_back = window.start < Instant::min() + world.longest_planned;
  return far_back ? Instant::min() : window.start - world.longest_planned;
}

// Adds the sessions of one room whose planned time overlaps `window`; the first entry of the next room.
RoomIndex::const_iterator add_sessions(const World& world, const RoomId& room, const Interval& window,
                                       std::vector<PlannedSession>& sessions) {
  auto at = world.by_room.lower_bound({room, earliest_start(world, window), {}});
  for (; at != world.by_room.end() && at->first.room == room && at->first.start < window.end; ++at) {
    const Booking* booking = find(world, at->first.booking);
    if (!booking->session || !overlaps(booking->planned, window)) continue;
    if (const Session* session = find(world, *booking->session)) sessions.push_back({at->first.start, session});
  }
  return world.by_room.lower_bound({room, Instant::max(), {}});
}

// Adds the sessions of one pair whose planned time overlaps `window`.
void add_sessions(const World& world, const PairId& pair, const Interval& window,
                  std::vector<PlannedSession>& sessions) {
  for (auto at = world.by_pair.lower_bound({pair, earliest_start(world, window), {}});
       at != world.by_pair.end() && at->first.pair == pair && at->first.start < window.end; ++at) {
    if (!overlaps(find(world, at->second)->planned, window)) continue;
    sessions.push_back({at->first.start, find(world, at->first.session)});
  }
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

const PairPast* find_past(const World& world, const PairId& id) { return find_in(world.pair_pasts, id); }

std::vector<const Booking*> bookings_planned_until(const World& world, Instant before) {
  std::vector<const Booking*> found;
  for (const auto& [id, booking] : world.bookings) {
    if (booking.planned.end <= before) found.push_back(&booking);
  }
  return found;
}

// Their names are the series' with an ending (booking_id_of), so they stand together in the order of names.
std::vector<const Booking*> bookings_of_series(const World& world, const BookingId& series) {
  std::vector<const Booking*> found;
  const BookingId first{series.text() + "."};
  for (auto at = world.bookings.lower_bound(first); at != world.bookings.end(); ++at) {
    if (!at->first.text().starts_with(first.text())) break;
    if (at->second.series == series) found.push_back(&at->second);
  }
  std::ranges::sort(found, {}, [](const Booking* booking) { return booking->planned.start; });
  return found;
}

std::chrono::days past_kept(const BookingPolicy& policy) {
  return std::max({policy.past_kept, kShortestPastKept, policy.late_check_in + std::chrono::days{1}});
}

std::vector<const Booking*> bookings_in(const World& world, const RoomId& room, const Interval& window) {
  std::vector<const Booking*> found;
  if (window.empty()) return found;
  for (auto at = first_held_after(world, room, window.start);
       at != world.by_room.end() && at->first.room == room && at->first.start < window.end; ++at) {
    if (overlaps(at->second, window)) found.push_back(find(world, at->first.booking));
  }
  return found;
}

std::vector<Interval> held_in(const World& world, const RoomId& room, const Interval& window) {
  std::vector<Interval> held;
  if (window.empty()) return held;
  for (auto at = first_held_after(world, room, window.start);
       at != world.by_room.end() && at->first.room == room && at->first.start < window.end; ++at) {
    if (overlaps(at->second, window)) held.push_back(at->second);
  }
  return held;
}

BusySet room_busy(const World& world, const RoomId& room, const Interval& window) {
  BusySet busy = BusySet{held_in(world, room, window)}.within(window);
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
  std::vector<PlannedSession> sessions;
  if (window.empty()) return {};
  for (auto at = world.by_person.lower_bound({person, {}}); at != world.by_person.end() && at->first.person == person;
       ++at) {
    add_sessions(world, at->first.pair, window, sessions);
  }
  return by_start(std::move(sessions));
}

std::vector<const Session*> sessions_in(const World& world, const Interval& window) {
  std::vector<PlannedSession> sessions;
  if (window.empty()) return {};
  for (auto at = world.by_room.begin(); at != world.by_room.end();) {
    at = add_sessions(world, at->first.room, window, sessions);
  }
  return by_start(std::move(sessions));
}

const Site& site_of(const World& world, const SiteId& id) {
  const Site* other = id.empty() ? nullptr : find_in(world.sites, id);
  return other == nullptr ? world.site : *other;
}

const Site& site_of(const World& world, const RoomId& room) {
  const Room* known = find(world, room);
  return known == nullptr ? world.site : site_of(world, known->site);
}

Zone zone_of(const Site& site) {
  const platform::Result<Zone> zone = Zone::locate(site.zone);
  return zone ? *zone : Zone{};
}

Zone site_zone(const World& world) { return zone_of(world.site); }

}  // namespace tandem::calendar
