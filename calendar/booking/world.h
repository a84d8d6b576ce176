#pragma once
// Everything that is true at one point of the log: rooms, people, pairs, sessions, bookings and what feeds said. Built
// only by apply()ing changes in order. A value: copies share nothing that one of them can change. One thread writes one
// World; immutable ones may be read by any thread.

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "calendar/booking/booking.h"
#include "calendar/booking/change.h"
#include "calendar/booking/lease.h"
#include "calendar/booking/room.h"
#include "calendar/booking/versioned_map.h"
#include "calendar/busy/busy_set.h"
#include "calendar/programme/pair.h"
#include "calendar/programme/person.h"
#include "calendar/programme/session.h"

namespace tandem::calendar {

// What a company calendar said about its owner.
struct FeedTruth {
  Interval window;
  BusySet busy;
  bool operator==(const FeedTruth&) const = default;
};

// Keys of the indexes.
struct RoomStart {
  RoomId room;
  Instant start;
  BookingId booking;
  auto operator<=>(const RoomStart&) const = default;
};
struct AwaitedStart {
  Instant start;
  BookingId booking;
  auto operator<=>(const AwaitedStart&) const = default;
};
struct PairStart {
  PairId pair;
  Instant start;
  SessionId session;
  auto operator<=>(const PairStart&) const = default;
};
struct PersonPair {
  PersonId person;
  PairId pair;
  auto operator<=>(const PersonPair&) const = default;
};

struct World {
  Site site;                         // the first one; a device knows only its own and has it here
  VersionedMap<SiteId, Site> sites;  // the others
  VersionedMap<RoomId, Room> rooms;
  VersionedMap<PersonId, Person> people;
  VersionedMap<PairId, Pair> pairs;
  VersionedMap<TopicId, Topic> topics;
  VersionedMap<SessionId, Session> sessions;
  VersionedMap<BookingId, Booking> bookings;
  // The sets are never changed, only replaced.
  VersionedMap<RoomId, std::shared_ptr<const FeedTruth>> room_feeds;
  VersionedMap<PersonId, std::shared_ptr<const FeedTruth>> person_feeds;
  VersionedMap<RoomId, Lease> leases;
  // No booking was planned to end by then; what their pairs did before.
  Instant forgotten_before{};
  VersionedMap<PairId, PairPast> pair_pasts;

  // Indexes, kept by apply(): what all bookings hold, by room and start; by start those that wait for somebody to come
  // (Booked, nobody there); sessions by pair and start; pairs by person; the longest planned time, which bounds how far
  // back one that overlaps a window can have started.
  VersionedMap<RoomStart, Interval> by_room;
  VersionedMap<AwaitedStart, BookingId> awaited;
  VersionedMap<PairStart, BookingId> by_pair;
  VersionedMap<PersonPair, PairRole> by_person;
  std::chrono::seconds longest_planned{0};
};

// No booking is longer, whatever the policy says.
inline constexpr std::chrono::hours kLongestBookingEver{24};

// The same facts in the same order give equal worlds; a fact about something unknown is ignored. `apply` never fails.
void apply(World& world, const Change& change);

[[nodiscard]] const Room* find(const World& world, const RoomId& id);
[[nodiscard]] const Person* find(const World& world, const PersonId& id);
[[nodiscard]] const Pair* find(const World& world, const PairId& id);
[[nodiscard]] const Session* find(const World& world, const SessionId& id);
[[nodiscard]] const Booking* find(const World& world, const BookingId& id);
[[nodiscard]] const PairPast* find_past(const World& world, const PairId& id);

// Every booking that was planned to end by `before`: those that PastForgotten takes away. Looks at all of them.
[[nodiscard]] std::vector<const Booking*> bookings_planned_until(const World& world, Instant before);
// Those of a series, by start.
[[nodiscard]] std::vector<const Booking*> bookings_of_series(const World& world, const BookingId& series);

// The bookings of a room whose held interval overlaps `window`, by start.
[[nodiscard]] std::vector<const Booking*> bookings_in(const World& world, const RoomId& room, const Interval& window);
// What they hold: not empty, by start, not clipped. The same as held of bookings_in(), without looking at the bookings.
[[nodiscard]] std::vector<Interval> held_in(const World& world, const RoomId& room, const Interval& window);
// Held bookings and the company's calendar together, clipped to `window`.
[[nodiscard]] BusySet room_busy(const World& world, const RoomId& room, const Interval& window);
// The person's feed and the sessions of all the person's pairs, clipped to `window`.
[[nodiscard]] BusySet person_busy(const World& world, const PersonId& person, const Interval& window);
// The sessions of pairs that the person is in whose planned time overlaps `window`, by start.
[[nodiscard]] std::vector<const Session*> sessions_of(const World& world, const PersonId& person,
                                                      const Interval& window);
// All sessions whose planned time overlaps `window`, by start then id.
[[nodiscard]] std::vector<const Session*> sessions_in(const World& world, const Interval& window);
// The site under its id, the first one when it is empty or not known; that of a room. Valid until the World changes.
[[nodiscard]] const Site& site_of(const World& world, const SiteId& id);
[[nodiscard]] const Site& site_of(const World& world, const RoomId& room);
[[nodiscard]] Zone zone_of(const Site& site);
// The zone of the first site; UTC when its name is unknown to tzdata.
[[nodiscard]] Zone site_zone(const World& world);

}  // namespace tandem::calendar
