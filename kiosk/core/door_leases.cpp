#include "kiosk/core/door_leases.h"

#include <algorithm>

namespace tandem::kiosk {

bool is_cut_off(const AppState& state) {
  const sync::Snapshot& snapshot = *state.snapshot;
  if (snapshot.link == sync::LinkState::Online || snapshot.link == sync::LinkState::Connecting) return false;
  return !snapshot.last_heard || state.now - *snapshot.last_heard > kCutOffAfter;
}

const calendar::Lease* held_elsewhere(const AppState& state, const calendar::RoomId& room) {
  const auto* door = std::get_if<Door>(&state.place);
  if (door != nullptr && door->room == room) return nullptr;
  const calendar::Lease* lease = lease_of(*state.snapshot->world, room);
  const bool ours = state.snapshot->guaranteed.contains(room);
  return lease != nullptr && !ours && state.now < lease->held.end ? lease : nullptr;
}

bool is_out_of_reach(const AppState& state, const calendar::RoomId& room, const calendar::Interval& when) {
  if (state.snapshot->link == sync::LinkState::Online) return false;
  const calendar::Lease* lease = held_elsewhere(state, room);
  return lease != nullptr && overlaps(lease->held, when);
}

bool is_guaranteed(const AppState& state, const calendar::RoomId& room, const calendar::Interval& when) {
  const auto sure = state.snapshot->guaranteed.find(room);
  return sure != state.snapshot->guaranteed.end() && sure->second.contains(when);
}

std::vector<calendar::Suggestion> suggestions_within_reach(const AppState& state, const calendar::World& part,
                                                           calendar::SuggestRequest request) {
  const std::size_t wanted = request.count;
  if (state.snapshot->link != sync::LinkState::Online) request.count = calendar::kMostSuggestions;
  auto suggestions = calendar::suggest(part, request);
  std::erase_if(suggestions, [&state](const calendar::Suggestion& suggestion) {
    return is_out_of_reach(state, suggestion.room, suggestion.when);
  });
  if (suggestions.size() > wanted) suggestions.resize(wanted);
  return suggestions;
}

std::vector<calendar::Suggestion> suggestions_within_reach(const AppState& state, calendar::SuggestRequest request) {
  return suggestions_within_reach(state, *state.snapshot->world, std::move(request));
}

}  // namespace tandem::kiosk
