#pragma once
// "Find me another room": what is free now instead of a room that is not, nearest first. Pure.

#include <chrono>
#include <optional>
#include <vector>

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

inline constexpr std::size_t kNearRooms = 4;
// What one tap books, or less where something else comes.
inline constexpr std::chrono::minutes kNearRoomLength{30};
// A room that is free for less is no help.
inline constexpr std::chrono::minutes kShortestStay{15};

struct NearRoom {
  calendar::RoomId room;
  int floors_up{0};                               // from where one stands; negative: down
  bool large_enough{true};                        // as many seats as the room it is to replace
  std::optional<calendar::Instant> free_until{};  // absent: for the rest of the day
  calendar::Interval bookable{};                  // from now on
};

// Free for kShortestStay at least and bookable now: large enough before too small, then by floors, then the smallest;
// at most kNearRooms. What another door holds while nobody can be asked is not among them.
[[nodiscard]] std::vector<NearRoom> rooms_instead_of(const AppState& state, const calendar::RoomId& from);

struct RoomSoon {
  calendar::RoomId room;
  calendar::Instant at;
};
// Which one is free next, when none is now; nullopt: none any more today.
[[nodiscard]] std::optional<RoomSoon> next_room_instead_of(const AppState& state, const calendar::RoomId& from);

// Books `room` as rooms_instead_of() offers it, and leaves the screen; nothing when it is not offered any more.
void book_other_room(Turn& turn, const calendar::RoomId& room);

}  // namespace tandem::kiosk
