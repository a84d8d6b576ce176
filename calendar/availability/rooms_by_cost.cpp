#include "calendar/availability/rooms_by_cost.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace tandem::calendar {
namespace {

bool fits(const Room& room, const SuggestRequest& request) {
  return !room.out_of_order && room.seats >= request.seats &&
         std::includes(room.equipment.begin(), room.equipment.end(), request.equipment.begin(),
                       request.equipment.end());
}

// The way to the room of the one of the two who walks further.
int floors_to(const Room& room, const SuggestRequest& request) {
  if (request.people_floors) {
    return std::max(std::abs(room.floor - request.people_floors->mentor),
                    std::abs(room.floor - request.people_floors->mentee));
  }
  return request.near_floor ? std::abs(room.floor - *request.near_floor) : 0;
}

Cost cost_without_use(const Room& room, const SuggestRequest& request) {
  const int spare = room.seats - request.seats;
  const Cost larger = spare > 0 ? score::kLargerThanAsked : Cost{0};
  return larger + score::kPerSpareSeat * std::min(spare, score::kMostSpareSeatsCounted) +
         score::kPerFloor * std::min(floors_to(room, request), score::kMostFloorsCounted);
}

}  // namespace

// One that is not counted comes before a counted one of the same cost: it may turn out to cost as much and have the
// smaller id.
bool RoomsByCost::later(const Entry& a, const Entry& b) {
  return std::tie(a.cost, a.counted, a.order) > std::tie(b.cost, b.counted, b.order);
}

RoomsByCost::RoomsByCost(const World& world, const SuggestRequest& request)
    : world_(world), around_{request.window.start - score::kUseBack, request.window.start + score::kUseAhead} {
  heap_.reserve(world.rooms.size());
  for (const auto& [id, room] : world.rooms) {
    if (!fits(room, request)) continue;
    const Cost cost = cost_without_use(room, request);
    heap_.push_back({cost, false, static_cast<std::uint32_t>(heap_.size()), &room, cost, {}});
    most_seats_ = std::max(most_seats_, room.seats);
  }
  fitting_ = heap_.size();
  std::make_heap(heap_.begin(), heap_.end(), later);
}

std::optional<Cost> RoomsByCost::least_to_come() const {
  if (heap_.empty()) return std::nullopt;
  return heap_.front().cost;
}

std::optional<FittingRoom> RoomsByCost::next() {
  while (!heap_.empty() && !heap_.front().counted) count_use();
  if (heap_.empty()) return std::nullopt;
  const Entry next = heap_.front();
  std::pop_heap(heap_.begin(), heap_.end(), later);
  heap_.pop_back();
  const bool least = next.used == least_used_ && least_used_ < most_used_;
  return FittingRoom{next.room, next.cost, next.used, least};
}

void RoomsByCost::count_use() {
  std::pop_heap(heap_.begin(), heap_.end(), later);
  Entry& entry = heap_.back();
  entry.used = use_of(entry.room->id);
  entry.counted = true;
  const auto hours = std::min<std::chrono::hours::rep>(entry.used.count(), score::kMostHoursCounted);
  entry.cost += score::kPerHourUsed * hours;
  if (entry.alike != alike_) {
    alike_ = entry.alike;
    least_used_ = most_used_ = entry.used;
  }
  least_used_ = std::min(least_used_, entry.used);
  most_used_ = std::max(most_used_, entry.used);
  ++uses_counted_;
  std::push_heap(heap_.begin(), heap_.end(), later);
}

std::chrono::hours RoomsByCost::use_of(const RoomId& room) const {
  std::chrono::seconds used{0};
  for (const Interval& held : held_in(world_, room, around_)) used += intersection(held, around_)->length();
  return std::chrono::floor<std::chrono::hours>(used);
}

}  // namespace tandem::calendar
