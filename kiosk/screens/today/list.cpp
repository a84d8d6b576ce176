#include "kiosk/screens/today/list.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>
#include <tuple>

#include "calendar/booking/decide.h"

namespace tandem::kiosk {
namespace {

using calendar::SessionStatus;
using calendar::World;

std::optional<PublicStatus> public_status(SessionStatus status, bool begun) {
  switch (status) {
    case SessionStatus::ToCome: return PublicStatus::ToCome;
    case SessionStatus::CheckInOpen: return PublicStatus::CheckInOpen;
    // Before the start nobody is late.
    case SessionStatus::OnePresent: return begun ? PublicStatus::CheckInOpen : PublicStatus::OneThere;
    case SessionStatus::BothPresent: return PublicStatus::Ready;
    case SessionStatus::Running: return PublicStatus::Running;
    case SessionStatus::Ended:
    case SessionStatus::Freed: return PublicStatus::Over;
    case SessionStatus::Cancelled: break;
  }
  return std::nullopt;
}

bool is_on(const World& world, const calendar::RoomId& room, const std::optional<int>& floor) {
  if (!floor) return true;
  const calendar::Room* found = find(world, room);
  return found != nullptr && found->floor == *floor;
}

void list_sessions(TodayList& list, const AppState& state, const std::optional<int>& floor) {
  const World& world = *state.snapshot->world;
  for (const calendar::Session* session : sessions_in(world, today_of(state))) {
    const calendar::Booking* booking = find(world, session->booking);
    const calendar::Pair* pair = find(world, session->pair);
    if (booking == nullptr || pair == nullptr || !is_on(world, booking->room, floor)) continue;
    const auto status = public_status(status_of(world, *session, state.now), booking->planned.start <= state.now);
    if (status) list.sessions.push_back({session, booking, pair, *status});
  }
  std::ranges::stable_partition(list.sessions,
                                [](const ListedSession& listed) { return listed.status != PublicStatus::Over; });
}

void list_rooms(TodayList& list, const AppState& state, const std::optional<int>& floor) {
  for (const auto& [id, room] : state.snapshot->world->rooms)
    if (!floor || room.floor == *floor) list.rooms.push_back({&room, room_now(state, id)});
  std::ranges::stable_sort(list.rooms, {}, [&state](const ListedRoom& listed) {
    const bool free = !listed.now.busy && !listed.room->out_of_order;
    return std::tuple{!free, std::abs(listed.room->floor - state.floor)};
  });
}

}  // namespace

TodayList today_list(const AppState& state, const TodayScreen& screen) {
  TodayList list;
  std::set<int> floors;
  for (const auto& [id, room] : state.snapshot->world->rooms) floors.insert(room.floor);
  list.floors.assign(floors.begin(), floors.end());
  list_sessions(list, state, screen.floor);
  list_rooms(list, state, screen.floor);
  return list;
}

}  // namespace tandem::kiosk
