#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "calendar/availability/suggest.h"

namespace tandem::calendar {

std::vector<RoomId> free_rooms(const World& world, const Interval& when, int near_floor, std::size_t count) {
  const Interval needed = widened(when, world.site.policy.room_gap);
  std::vector<const Room*> free;
  for (const auto& [id, room] : world.rooms) {
    if (!room.out_of_order && room_busy(world, id, needed).empty()) free.push_back(&room);
  }
  // Nearest floor first, then the smallest: a large room stays for those who need it.
  std::sort(free.begin(), free.end(), [near_floor](const Room* a, const Room* b) {
    const int away_a = std::abs(a->floor - near_floor);
    const int away_b = std::abs(b->floor - near_floor);
    return std::tie(away_a, a->seats, a->id) < std::tie(away_b, b->seats, b->id);
  });
  std::vector<RoomId> ids;
  for (std::size_t i = 0; i < std::min(count, free.size()); ++i) ids.push_back(free[i]->id);
  return ids;
}

}  // namespace tandem::calendar
