#include "kiosk/core/alternatives.h"

#include <algorithm>

#include "kiosk/core/allowed.h"
#include "kiosk/core/book.h"
#include "kiosk/core/door_leases.h"
#include "kiosk/core/notices.h"

namespace tandem::kiosk {
namespace {

using calendar::Interval;

// How far after the time that was wanted.
constexpr std::chrono::days kAlternativeHorizon{14};

const calendar::BookingId* booking_of(const calendar::Command& command) {
  return std::visit(
      [](const auto& asked) -> const calendar::BookingId* {
        if constexpr (requires { asked.booking; })
          return &asked.booking;
        else
          return nullptr;
      },
      command);
}

// The pair whose session the command is about; nullopt for an ad hoc booking.
std::optional<calendar::PairId> pair_of(const calendar::World& world, const calendar::Command& command) {
  if (const auto* plan = std::get_if<calendar::PlanSession>(&command)) return plan->pair;
  if (const auto* plan = std::get_if<calendar::PlanSeries>(&command)) return plan->pair;
  const calendar::BookingId* id = booking_of(command);
  const calendar::Booking* booking = id != nullptr ? find(world, *id) : nullptr;
  if (booking == nullptr || !booking->session) return std::nullopt;
  const calendar::Session* session = find(world, *booking->session);
  return session != nullptr ? std::optional{session->pair} : std::nullopt;
}

std::vector<Choice> other_times(const AppState& state, const calendar::PairId& pair, const Interval& wanted) {
  calendar::SuggestRequest request;
  request.pair = pair;
  request.window = {state.now, std::max(wanted.start, state.now) + kAlternativeHorizon};
  request.length = std::chrono::ceil<std::chrono::minutes>(wanted.length());
  request.near_floor = state.floor;
  request.near_time = std::max(wanted.start, state.now);
  request.count = kAlternatives;
  std::vector<Choice> choices;
  for (const auto& suggestion : suggestions_within_reach(state, request))
    choices.push_back({suggestion.room, suggestion.when});
  return choices;
}

std::vector<Choice> other_rooms(const AppState& state, Interval wanted) {
  wanted.start = std::max(wanted.start, state.now);
  std::vector<Choice> choices;
  if (wanted.empty()) return choices;
  const calendar::World& world = *state.snapshot->world;
  for (const auto& room : calendar::free_rooms(world, wanted, state.floor, world.rooms.size()))
    if (choices.size() < kAlternatives && !is_out_of_reach(state, room, wanted)) choices.push_back({room, wanted});
  return choices;
}

// As much of the same room from the same start on as can be had; nullopt when that is nothing, or when what stands in
// the way is not known here.
std::optional<Choice> shorter_there(const AppState& state, const calendar::Command& refused) {
  if (allowed(state, refused)) return std::nullopt;
  return std::visit(
      [&state](auto asked) -> std::optional<Choice> {
        if constexpr (requires { asked.when; }) {
          const Interval wanted = asked.when;
          for (const auto length : kShorterLengths) {
            asked.when.end = wanted.start + length;
            if (asked.when.end < wanted.end && allowed(state, asked)) return Choice{asked.room, asked.when};
          }
        }
        return std::nullopt;
      },
      refused);
}

std::vector<Choice> elsewhere(const AppState& state, const calendar::Command& refused, const Interval& wanted) {
  if (const auto* extend = std::get_if<calendar::ExtendBooking>(&refused))
    return other_rooms(state, {wanted.end, extend->new_end});
  if (const auto pair = pair_of(*state.snapshot->world, refused)) return other_times(state, *pair, wanted);
  return other_rooms(state, wanted);
}

}  // namespace

std::vector<Choice> alternatives_to(const AppState& state, const calendar::Command& refused) {
  const calendar::World& world = *state.snapshot->world;
  const auto wanted = time_of(world, refused);
  if (!wanted || std::holds_alternative<calendar::EndBooking>(refused) ||
      std::holds_alternative<calendar::CancelBooking>(refused) ||
      std::holds_alternative<calendar::CancelRest>(refused) || std::holds_alternative<calendar::RateSession>(refused) ||
      std::holds_alternative<calendar::TickTopics>(refused))
    return {};
  std::vector<Choice> choices = elsewhere(state, refused, *wanted);
  const auto shorter = shorter_there(state, refused);
  if (!shorter) return choices;
  choices.insert(choices.begin(), *shorter);
  if (choices.size() > kAlternatives) choices.resize(kAlternatives);
  return choices;
}

calendar::Command in_place_of(const calendar::World& world, const calendar::Command& refused, const Choice& choice) {
  const auto by = asked_by(refused);
  const auto pair = pair_of(world, refused);
  if (pair && !std::holds_alternative<calendar::ExtendBooking>(refused))
    return calendar::PlanSession{*pair, choice.room, choice.when, by};
  return calendar::BookRoom{choice.room, choice.when, by};
}

}  // namespace tandem::kiosk
