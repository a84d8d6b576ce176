#include "calendar/availability/free_slots.h"

#include <algorithm>

namespace tandem::calendar {
namespace {

using std::chrono::minutes;

bool length_allowed(const BookingPolicy& policy, minutes length) {
  return length >= policy.shortest_booking && length <= policy.longest_booking && length <= kLongestBookingEver &&
         length > minutes{0};
}

// What decide() would call too far ahead is not searched.
Interval bookable(const World& world, const Interval& window, minutes length) {
  return {window.start, std::min(window.end, window.start + world.site.policy.furthest_ahead + length)};
}

// Each busy time with `by` more before and after it.
BusySet widened_all(const BusySet& busy, minutes by) {
  if (by == minutes{0}) return busy;
  std::vector<Interval> wide;
  for (const Interval& interval : busy.intervals()) wide.push_back(widened(interval, by));
  return BusySet{std::move(wide)};
}

BusySet pair_busy(const World& world, const Pair& pair, const Interval& window) {
  const minutes walk = world.site.policy.walking_time;
  const Interval around = widened(window, walk);
  return widened_all(person_busy(world, pair.mentor, around).united(person_busy(world, pair.mentee, around)), walk);
}

const Pair* active_pair(const World& world, const PairId& id) {
  const Pair* pair = find(world, id);
  return pair != nullptr && pair->active ? pair : nullptr;
}

}  // namespace

std::vector<Interval> free_slots(const BusySet& busy, const Interval& window, const OpeningHours& hours,
                                 const Zone& zone, minutes length) {
  std::vector<Interval> slots;
  for (const Interval& open : hours.open_within(window, zone)) {
    const BusySet free = busy.free_within(open);
    for (const Interval& slot : free.intervals()) {
      if (slot.length() >= length) slots.push_back(slot);
    }
  }
  return slots;
}

std::vector<Interval> free_slots(const World& world, const PairId& pair, const RoomId& room, const Interval& window,
                                 minutes length) {
  const Pair* two = active_pair(world, pair);
  const Room* place = find(world, room);
  const Interval searched = bookable(world, window, length);
  if (two == nullptr || place == nullptr || place->out_of_order || searched.empty()) return {};
  if (!length_allowed(world.site.policy, length)) return {};
  const minutes gap = world.site.policy.room_gap;
  const BusySet taken = widened_all(room_busy(world, room, widened(searched, gap)), gap);
  return free_slots(taken.united(pair_busy(world, *two, searched)), searched, world.site.opening_hours,
                    site_zone(world), length);
}

std::vector<Interval> free_slots(const World& world, const PairId& pair, const Interval& window, minutes length) {
  const Pair* two = active_pair(world, pair);
  const Interval searched = bookable(world, window, length);
  if (two == nullptr || searched.empty() || !length_allowed(world.site.policy, length)) return {};
  return free_slots(pair_busy(world, *two, searched), searched, world.site.opening_hours, site_zone(world), length);
}

}  // namespace tandem::calendar
