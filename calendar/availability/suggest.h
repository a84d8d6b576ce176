#pragma once
// "When are we both free, and where?" Starts at which both people are free inside opening hours, crossed with the rooms
// that are free and fit, scored, best first, each with its reasons as data for the screen to word. Pure; any thread.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "calendar/availability/free_slots.h"
#include "calendar/booking/world.h"

namespace tandem::calendar {

// The floors where the two work.
struct PeopleFloors {
  int mentor{0};
  int mentee{0};
};

struct SuggestRequest {
  PairId pair;
  Interval window;  // search inside it
  std::chrono::minutes length{60};
  int seats{2};                               // at least
  std::set<std::string> equipment;            // all of them
  std::optional<int> near_floor;              // prefer rooms near this floor: where the kiosk stands
  std::optional<Instant> near_time;           // prefer times near this: the cadence date, or now
  std::size_t count{3};                       // at most kMostSuggestions are given
  std::optional<PeopleFloors> people_floors;  // when known they count instead of near_floor
};

inline constexpr std::size_t kMostSuggestions = 50;
// The item of a room's equipment that says that everybody can get in.
inline constexpr const char* kAccessible = "accessible";

// In the order in which a suggestion lists them.
enum class SuggestionReason : std::uint8_t {
  BothFree,             // always true of a suggestion
  TwoSeats,             // a room for two, and two were asked for
  RightSize,            // another that has no more than two seats over what was asked
  HasEquipment,         // everything asked for besides being accessible, when something was
  Accessible,           // asked for
  NeutralFloor,         // the two work on different floors and walk equally far, give or take one floor
  SameFloor,            // the floor of the kiosk, or of both people
  NearCadenceDate,      // within a working week of near_time
  Soonest,              // the earliest of all starts that have a room
  LeastUsedRoom,        // of the fitting rooms as large and as near, none is booked less and one is booked more
  KeepsLargeRoomsFree,  // right size, while the site has a large room that would do
};

// Why, with the number that belongs to it: seats of the room for TwoSeats and RightSize, its floor for SameFloor and
// NeutralFloor, whole days from near_time for NearCadenceDate, hours booked for LeastUsedRoom, otherwise 0.
struct Reason {
  SuggestionReason what{SuggestionReason::BothFree};
  std::int64_t number{0};
  bool operator==(const Reason&) const = default;
};

struct Suggestion {
  RoomId room;
  Interval when;
  std::chrono::seconds cost{0};  // lower is better; README.md of this room has the formula
  std::vector<Reason> reasons;
  bool operator==(const Suggestion&) const = default;
};

// What a search had to look at; the same for the same world and request on every machine.
struct SuggestWork {
  std::size_t starts{0};         // quarters of an hour at which both people could start
  std::size_t rooms_fitting{0};  // seats and equipment are right, not out of order
  std::size_t uses_counted{0};   // of those, whose bookings were summed to compare their use
  std::size_t rooms_read{0};     // of those, whose busy times were read
};

// At most `count`, best first, at different times when there are enough; empty when nothing fits or the pair is
// unknown. Each one lies in free_slots() of its room and is accepted by decide() as a PlanSession at `now` =
// window.start. Exact: the same as scoring every start in every room. Linear in rooms and in starts at worst; mostly a
// few rooms are read.
[[nodiscard]] std::vector<Suggestion> suggest(const World& world, const SuggestRequest& request);
// The same, and adds what it took to `work`.
[[nodiscard]] std::vector<Suggestion> suggest(const World& world, const SuggestRequest& request, SuggestWork& work);

// For a refused ad hoc booking or a busy room: rooms free for `when` with the policy's gap around it, nearest floor
// first, then the smallest.
[[nodiscard]] std::vector<RoomId> free_rooms(const World& world, const Interval& when, int near_floor,
                                             std::size_t count);

}  // namespace tandem::calendar
