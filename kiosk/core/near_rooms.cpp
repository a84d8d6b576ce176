#include "kiosk/core/near_rooms.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "calendar/booking/decide.h"
#include "kiosk/core/door_leases.h"
#include "kiosk/core/first_data.h"
#include "kiosk/core/notices.h"

namespace tandem::kiosk {
namespace {

using calendar::Instant;
using calendar::Interval;
using calendar::Room;
using std::chrono::minutes;

Interval rest_of_day(const AppState& state) {
  const calendar::Zone zone = screen_zone(state);
  return {state.now, zone.day(zone.date_of(state.now)).end};
}

bool would_be_accepted(const AppState& state, const calendar::BookRoom& book) {
  static const calendar::CommandId kAsking{calendar::DeviceId{"screen"}, 0};
  constexpr auto kLeases = calendar::LeasesOfOthers::Overlooked;
  return decide(*state.snapshot->world, {kAsking, state.now, book}, state.now, kLeases).accepted();
}

int floor_of(const AppState& state, const calendar::RoomId& from) {
  const Room* room = find(*state.snapshot->world, from);
  return room != nullptr ? room->floor : state.floor;
}

std::optional<NearRoom> offer(const AppState& state, const Room& room, const Room* instead_of) {
  const auto next = room_busy(*state.snapshot->world, room.id, rest_of_day(state)).at_or_after(state.now);
  const Instant minute = std::chrono::floor<minutes>(state.now);
  NearRoom near{.room = room.id};
  near.bookable = {state.now, minute + kNearRoomLength};
  if (next) {
    near.free_until = next->start;
    near.bookable.end = std::min(near.bookable.end, next->start);
  }
  if (near.bookable.end < minute + kShortestStay || is_out_of_reach(state, room.id, near.bookable)) return std::nullopt;
  if (!would_be_accepted(state, {room.id, near.bookable, {}})) return std::nullopt;
  near.large_enough = instead_of == nullptr || room.seats >= instead_of->seats;
  return near;
}

}  // namespace

std::vector<NearRoom> rooms_instead_of(const AppState& state, const calendar::RoomId& from) {
  const calendar::World& world = *state.snapshot->world;
  const Room* instead_of = find(world, from);
  const int here = floor_of(state, from);
  std::vector<NearRoom> rooms;
  for (const auto& [id, room] : world.rooms) {
    auto near = id != from ? offer(state, room, instead_of) : std::nullopt;
    if (!near) continue;
    near->floors_up = room.floor - here;
    rooms.push_back(std::move(*near));
  }
  std::ranges::sort(rooms, {}, [&world](const NearRoom& near) {
    return std::tuple{!near.large_enough, std::abs(near.floors_up), find(world, near.room)->seats, near.room};
  });
  if (rooms.size() > kNearRooms) rooms.resize(kNearRooms);
  return rooms;
}

std::optional<RoomSoon> next_room_instead_of(const AppState& state, const calendar::RoomId& from) {
  const calendar::World& world = *state.snapshot->world;
  const Interval rest = rest_of_day(state);
  std::optional<RoomSoon> soonest;
  for (const auto& [id, room] : world.rooms) {
    if (id == from || room.out_of_order) continue;
    const auto busy = room_busy(world, id, rest).at_or_after(state.now);
    if (!busy || busy->end >= rest.end || (soonest && soonest->at <= busy->end)) continue;
    const Interval stay{busy->end, busy->end + kShortestStay};
    const bool open = world.site.opening_hours.open_within(stay, screen_zone(state)) == std::vector{stay};
    if (open && room_busy(world, id, stay).empty()) soonest = RoomSoon{id, busy->end};
  }
  return soonest;
}

void book_other_room(Turn& turn, const calendar::RoomId& room) {
  const auto* screen = std::get_if<FindRoomScreen>(&turn.state.screen);
  if (screen == nullptr) return;
  for (const NearRoom& near : rooms_instead_of(turn.state, screen->from)) {
    if (near.room != room) continue;
    std::optional<calendar::PersonId> by;
    if (turn.state.identified) by = turn.state.identified->person;
    submit(turn, calendar::BookRoom{near.room, near.bookable, by});
    turn.state.screen = by ? Screen{MySessionScreen{}} : home_of(turn.state.place);
    return;
  }
}

}  // namespace tandem::kiosk
