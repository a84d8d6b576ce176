// What is suggested to a pair; see book.h.
#include <algorithm>

#include "kiosk/core/book.h"
#include "kiosk/core/door_leases.h"

namespace tandem::kiosk {
namespace {

using calendar::Instant;
using calendar::Suggestion;

// How far after the due date a suggestion may lie.
constexpr std::chrono::days kSuggestHorizon{14};

// Where only one floor is wanted the others' rooms are as good as out of order.
calendar::World on_floor(calendar::World world, int floor) {
  std::vector<calendar::Room> elsewhere;
  for (const auto& [id, room] : world.rooms)
    if (room.floor != floor && !room.out_of_order) elsewhere.push_back(room);
  for (calendar::Room& room : elsewhere) {
    room.out_of_order = true;
    apply(world, calendar::RoomPut{room});
  }
  return world;
}

Instant wanted_around(const AppState& state, const BookScreen& book, const calendar::Pair& pair) {
  const calendar::World& world = *state.snapshot->world;
  const calendar::Booking* moved = book.moving ? find(world, *book.moving) : nullptr;
  return moved != nullptr ? std::max(moved->planned.start, state.now) : next_due(world, pair, state.now);
}

std::vector<Suggestion> of_length(const AppState& state, const calendar::World& world, calendar::SuggestRequest request,
                                  std::chrono::minutes length) {
  request.length = length;
  return suggestions_within_reach(state, world, std::move(request));
}

}  // namespace

bool fits(const RoomFilter& filter, const calendar::Room& room) {
  return room.seats >= filter.seats && (!filter.floor || room.floor == *filter.floor) &&
         std::ranges::includes(room.equipment, filter.equipment);
}

std::chrono::minutes usual_length(const AppState& state) { return state.snapshot->world->site.policy.session_length; }

std::vector<Suggestion> suggestions_for(const AppState& state, const BookScreen& book) {
  const calendar::World& all = *state.snapshot->world;
  const calendar::Pair* pair = find(all, book.pair);
  if (pair == nullptr) return {};
  const Instant around = wanted_around(state, book, *pair);
  calendar::SuggestRequest request;
  request.pair = pair->id;
  request.window = {state.now, around + kSuggestHorizon};
  request.seats = book.filter.seats;
  request.equipment = book.filter.equipment;
  request.near_floor = state.floor;
  request.near_time = around;
  const calendar::World world = book.filter.floor ? on_floor(all, *book.filter.floor) : all;
  auto suggestions = of_length(state, world, request, book.length);
  for (const auto shorter : kShorterLengths)
    if (suggestions.empty() && shorter < book.length) suggestions = of_length(state, world, request, shorter);
  return suggestions;
}

Instant next_due(const calendar::World& world, const calendar::Pair& pair, Instant now) {
  Instant due = now;
  const calendar::PairPast* past = find_past(world, pair.id);
  if (past != nullptr && past->last_planned) due = std::max(due, *past->last_planned + pair.cadence);
  for (const auto& [id, session] : world.sessions) {
    const calendar::Booking* booking = session.pair == pair.id ? find(world, session.booking) : nullptr;
    if (booking != nullptr && booking->state != calendar::BookingState::Cancelled)
      due = std::max(due, booking->planned.start + pair.cadence);
  }
  return due;
}

void refresh_suggestions(Turn& turn) {
  auto* book = std::get_if<BookScreen>(&turn.state.screen);
  if (book != nullptr) book->suggestions = suggestions_for(turn.state, *book);
}

}  // namespace tandem::kiosk
