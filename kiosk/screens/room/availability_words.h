#pragma once
// What can be said about one room now. Shared by the door panel and the lobby's list of rooms. Pure.

#include <optional>

#include "kiosk/core/state.h"

namespace tandem::kiosk {

// A feed that nobody could read for this long no longer says that a room is free.
inline constexpr std::chrono::minutes kFeedStaleAfter{15};

// The room's company calendar was not confirmed lately, or the last try failed.
[[nodiscard]] bool is_stale(const AppState& state, const calendar::RoomId& room);
[[nodiscard]] std::optional<calendar::Instant> feed_confirmed_at(const AppState& state, const calendar::RoomId& room);

struct RoomNow {
  bool busy{false};
  // When that changes; absent: free for the rest of the day, or busy for a day and longer.
  std::optional<calendar::Instant> until;
  const calendar::Booking* booking{nullptr};  // of ours that holds it now; absent: free, or the company's calendar
};
[[nodiscard]] RoomNow room_now(const AppState& state, const calendar::RoomId& room);

// The local day that `now` lies in.
[[nodiscard]] calendar::Interval today_of(const AppState& state);

}  // namespace tandem::kiosk
