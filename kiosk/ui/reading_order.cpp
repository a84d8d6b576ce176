#include "kiosk/ui/reading_order.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>

namespace tandem::kiosk::ui {
namespace {

// Boxes of widgets that touch are apart: coordinates are fractions of pixels.
constexpr float kSlack = 1.0F;

enum class Direction : std::uint8_t { Down, Across };

float begin_of(const Rect& rect, Direction direction) { return direction == Direction::Down ? rect.y : rect.x; }
float end_of(const Rect& rect, Direction direction) {
  return direction == Direction::Down ? rect.bottom() : rect.right();
}

using Items = std::span<std::size_t>;

void sort_along(const std::vector<Rect>& places, Items items, Direction direction) {
  std::ranges::stable_sort(items, {}, [&](std::size_t i) { return begin_of(places[i], direction); });
}

// How many of the items, which are sorted along `direction`, lie before the first gap; all of them without one.
std::size_t before_gap(const std::vector<Rect>& places, Items items, Direction direction) {
  float end = end_of(places[items.front()], direction);
  for (std::size_t i = 1; i < items.size(); ++i) {
    if (begin_of(places[items[i]], direction) >= end - kSlack) return i;
    end = std::max(end, end_of(places[items[i]], direction));
  }
  return items.size();
}

void order(const std::vector<Rect>& places, Items items);

// Whether there was something to cut.
bool cut(const std::vector<Rect>& places, Items items, Direction direction) {
  sort_along(places, items, direction);
  std::size_t first = before_gap(places, items, direction);
  if (first == items.size()) return false;
  while (!items.empty()) {
    order(places, items.first(first));
    items = items.subspan(first);
    if (!items.empty()) first = before_gap(places, items, direction);
  }
  return true;
}

void order(const std::vector<Rect>& places, Items items) {
  if (items.size() < 2 || cut(places, items, Direction::Down) || cut(places, items, Direction::Across)) return;
  std::ranges::sort(items);
  sort_along(places, items, Direction::Across);
  sort_along(places, items, Direction::Down);
}

}  // namespace

std::vector<std::size_t> reading_order(const std::vector<Rect>& places) {
  std::vector<std::size_t> items(places.size());
  std::iota(items.begin(), items.end(), std::size_t{0});
  order(places, items);
  return items;
}

}  // namespace tandem::kiosk::ui
