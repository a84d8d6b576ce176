#pragma once
// A World as facts that can be stored or sent one by one. Every entity has one fact that puts it whole (RoomPut,
// BookingAccepted, SessionPlanned, …); applying all facts of a world to an empty one gives the same world. Stores keep
// one row per FactKey.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/booking/change.h"
#include "calendar/booking/world.h"

namespace tandem::calendar {

// Stored by number: values never change their meaning.
enum class FactKind : std::uint8_t {
  Site = 0, Room = 1, Person = 2, Pair = 3, Topic = 4, RoomFeed = 5, PersonFeed = 6, Booking = 7, Session = 8,
  Past = 9, PairPast = 10, Lease = 11,
};

struct FactKey {
  FactKind kind;
  std::string id;  // empty for the first site
  auto operator<=>(const FactKey&) const = default;
};

// What an entity is now; nullopt when it is no more.
struct FactNow {
  FactKey key;
  std::optional<Change> fact;
};

// The entity that the change is about: the first of facts_touched(), or, of what concerns a session, its booking.
[[nodiscard]] FactKey key_of(const Change& change);

// In an order that can be applied: site, rooms, people, topics, pairs, feeds, bookings, sessions, leases, what is
// forgotten.
[[nodiscard]] std::vector<Change> facts_of(const World& world);
// The entities that `change` touches, as they are now: before it is applied, or, but for PastForgotten, after.
[[nodiscard]] std::vector<FactNow> facts_touched(const World& world, const Change& change);
// One entity as it is now.
[[nodiscard]] FactNow fact_now(const World& world, const FactKey& key);

}  // namespace tandem::calendar
