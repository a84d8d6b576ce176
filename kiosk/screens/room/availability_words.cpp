#include "kiosk/screens/room/availability_words.h"

namespace tandem::kiosk {

std::optional<calendar::Instant> feed_confirmed_at(const AppState& state, const calendar::RoomId& room) {
  const auto age = state.snapshot->room_feeds.find(room);
  return age != state.snapshot->room_feeds.end() ? age->second.confirmed_at : std::nullopt;
}

bool is_stale(const AppState& state, const calendar::RoomId& room) {
  const auto age = state.snapshot->room_feeds.find(room);
  if (age == state.snapshot->room_feeds.end()) return false;  // no company calendar: ours is the whole truth
  if (age->second.failing || !age->second.confirmed_at) return true;
  return state.now - *age->second.confirmed_at > kFeedStaleAfter;
}

calendar::Interval today_of(const AppState& state) {
  const calendar::Zone zone = site_zone(*state.snapshot->world);
  return zone.day(zone.date_of(state.now));
}

RoomNow room_now(const AppState& state, const calendar::RoomId& room) {
  const calendar::World& world = *state.snapshot->world;
  const calendar::Instant midnight = today_of(state).end;
  // What began today may end tomorrow, which is not at midnight.
  const calendar::Interval rest{state.now, midnight + calendar::kLongestBookingEver};
  const auto next = room_busy(world, room, rest).at_or_after(state.now);
  RoomNow now;
  now.busy = next && next->contains(state.now);
  if (now.busy && next->end < rest.end) now.until = next->end;
  if (!now.busy && next && next->start < midnight) now.until = next->start;
  const auto held = bookings_in(world, room, {state.now, state.now + std::chrono::seconds{1}});
  if (!held.empty()) now.booking = held.front();
  return now;
}

}  // namespace tandem::kiosk
