#pragma once
// What leases mean for who stands at a screen: minutes of a room that the panel at its door holds
// (calendar/booking/lease.h). Connected, the server asks the door to give them up; cut off, they cannot be had here.
// Pure.

#include <vector>

#include "calendar/availability/suggest.h"
#include "calendar/booking/lease.h"
#include "kiosk/core/state.h"

namespace tandem::kiosk {

// Without a word for this long, an interruption of the link is worth telling.
inline constexpr std::chrono::seconds kCutOffAfter{60};

// The server cannot be asked now: what is booked here is confirmed later.
[[nodiscard]] bool is_cut_off(const AppState& state);
// The lease that another device has of the room's coming minutes, or null. Points into the snapshot.
[[nodiscard]] const calendar::Lease* held_elsewhere(const AppState& state, const calendar::RoomId& room);
// `when` cannot be had because of it, as long as nobody can be asked.
[[nodiscard]] bool is_out_of_reach(const AppState& state, const calendar::RoomId& room, const calendar::Interval& when);
// All of `when`, booked here now, is final at once, with and without a network.
[[nodiscard]] bool is_guaranteed(const AppState& state, const calendar::RoomId& room, const calendar::Interval& when);

// suggest() in a part of the World, or in all of it, without what is out of reach.
[[nodiscard]] std::vector<calendar::Suggestion> suggestions_within_reach(const AppState& state,
                                                                         const calendar::World& part,
                                                                         calendar::SuggestRequest request);
[[nodiscard]] std::vector<calendar::Suggestion> suggestions_within_reach(const AppState& state,
                                                                         calendar::SuggestRequest request);

}  // namespace tandem::kiosk
