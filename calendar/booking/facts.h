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
  Lease = 11,
};

struct FactKey {
  FactKind kind;
  std::string id;  // empty for the site
  auto operator<=>(const FactKey&) const = default;
};

// What an entity is now; nullopt when it is no more.
struct FactNow {
  FactKey key;
  std::optional<Change> fact;
};

// In an order that can be applied: site, rooms, people, topics, pairs, feeds, bookings, sessions, leases.
[[nodiscard]] std::vector<Change> facts_of(const World& world);
// After `change` was applied to `world`: the entities it touched, as they are now.
[[nodiscard]] std::vector<FactNow> facts_touched(const World& world, const Change& change);

}  // namespace tandem::calendar
