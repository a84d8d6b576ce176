#include "kiosk/core/wrap_up.h"

#include <algorithm>

#include "calendar/booking/decide.h"
#include "calendar/programme/presence.h"
#include "kiosk/core/allowed.h"
#include "kiosk/core/book.h"
#include "kiosk/core/notices.h"

namespace tandem::kiosk {
namespace {

using calendar::Booking;
using calendar::Pair;
using calendar::PersonId;
using calendar::Session;

constexpr std::chrono::days kLookAhead{400};

WrapUpScreen* wrap_up_screen(Turn& turn) { return std::get_if<WrapUpScreen>(&turn.state.screen); }

bool has_rated(const calendar::World& world, const Session& session, const PersonId& person) {
  const Pair* pair = find(world, session.pair);
  const auto role = pair != nullptr ? role_of(*pair, person) : std::nullopt;
  if (!role) return true;  // not theirs to rate
  return *role == calendar::PairRole::Mentor ? session.mentor_rated : session.mentee_rated;
}

// Somebody has come, or may come now, to a session of the person's.
bool is_awaited(const AppState& state, const PersonId& person) {
  const calendar::World& world = *state.snapshot->world;
  const auto soon = state.now + world.site.policy.check_in_opens_before;
  return std::ranges::any_of(sessions_of(world, person, {state.now, soon}), [&](const Session* session) {
    switch (status_of(world, *session, state.now)) {
      case calendar::SessionStatus::CheckInOpen:
      case calendar::SessionStatus::OnePresent:
      case calendar::SessionStatus::BothPresent:
      case calendar::SessionStatus::Running: return true;
      default: return false;
    }
  });
}

void forget_old_offers(AppState& state) {
  std::erase_if(state.wrap_ups_offered, [&state](const auto& offered) {
    const Booking* booking = find(*state.snapshot->world, offered.first);
    return booking == nullptr || booking->held.end + kWrapUpOffered < state.now;
  });
}

// A pair without topics has none to tick.
WrapUpStep after_rating(const Turn& turn, const WrapUpScreen& screen) {
  const Pair* pair = pair_of(turn.world(), screen.booking);
  return pair != nullptr && !pair->topics.empty() ? WrapUpStep::Topics : WrapUpStep::Next;
}

void submit_marks(Turn& turn, const WrapUpScreen& screen) {
  calendar::TickTopics ticked{screen.booking, turn.state.identified->person, {}, turn.state.now};
  for (const auto& [topic, mark] : screen.marks) ticked.topics.push_back({topic, mark});
  if (!ticked.topics.empty()) submit(turn, std::move(ticked));
}

}  // namespace

const Pair* pair_of(const calendar::World& world, const calendar::BookingId& id) {
  const Booking* booking = find(world, id);
  const Session* session = booking != nullptr && booking->session ? find(world, *booking->session) : nullptr;
  return session != nullptr ? find(world, session->pair) : nullptr;
}

bool can_wrap_up(const AppState& state, const Booking& booking) {
  if (!state.identified || !booking.session) return false;
  const calendar::World& world = *state.snapshot->world;
  const Session* session = find(world, *booking.session);
  const PersonId& person = state.identified->person;
  if (session == nullptr || has_rated(world, *session, person)) return false;
  return allowed(state, calendar::RateSession{booking.id, person, calendar::kLowestRating, state.now});
}

const Booking* wrap_up_due(const AppState& state) {
  if (!state.identified) return nullptr;
  const calendar::World& world = *state.snapshot->world;
  // Ended early, it was planned for longer: it is looked for by what was planned and judged by what was held.
  const calendar::Interval lately{state.now - kWrapUpOffered, state.now + calendar::kLongestBookingEver};
  const Booking* latest = nullptr;
  for (const Session* session : sessions_of(world, state.identified->person, lately)) {
    const Booking* booking = find(world, session->booking);
    const bool over = status_of(world, *session, state.now) == calendar::SessionStatus::Ended;
    if (!over || booking->held.end + kWrapUpOffered <= state.now) continue;
    if (can_wrap_up(state, *booking)) latest = booking;
  }
  return latest;
}

const Booking* next_planned(const AppState& state, const calendar::PairId& pair) {
  const calendar::World& world = *state.snapshot->world;
  for (auto at = world.by_pair.lower_bound({pair, state.now, {}}); at != world.by_pair.end(); ++at) {
    const auto& [of, start, id] = at->first;
    if (of != pair || start > state.now + kLookAhead) break;
    const Session* session = find(world, id);
    const Booking* booking = session != nullptr ? find(world, session->booking) : nullptr;
    if (booking != nullptr && booking->state == calendar::BookingState::Booked) return booking;
  }
  return nullptr;
}

void open_wrap_up(Turn& turn, const calendar::BookingId& id) {
  const Booking* booking = find(turn.world(), id);
  if (booking == nullptr || !can_wrap_up(turn.state, *booking)) return;
  forget_old_offers(turn.state);
  turn.state.wrap_ups_offered.emplace(id, turn.state.identified->person);
  turn.state.screen = WrapUpScreen{.booking = id};
}

void offer_wrap_up(Turn& turn) {
  const Booking* due = wrap_up_due(turn.state);
  if (due == nullptr || is_awaited(turn.state, turn.state.identified->person)) return;
  const bool offered = turn.state.wrap_ups_offered.contains({due->id, turn.state.identified->person});
  if (!offered) open_wrap_up(turn, due->id);
}

void rate(Turn& turn, int rating) {
  WrapUpScreen* screen = wrap_up_screen(turn);
  if (screen == nullptr || !turn.state.identified || screen->step != WrapUpStep::Rating) return;
  submit(turn, calendar::RateSession{screen->booking, turn.state.identified->person, rating, turn.state.now});
  screen->step = after_rating(turn, *screen);
  refresh_next_sessions(turn);
}

void toggle(TopicMarks& marks, const TopicMarked& tap) {
  const auto found = marks.find(tap.topic);
  if (found != marks.end() && found->second == tap.mark)
    marks.erase(found);
  else
    marks.insert_or_assign(tap.topic, tap.mark);
}

void mark_in_wrap_up(Turn& turn, const TopicMarked& tap) {
  WrapUpScreen* screen = wrap_up_screen(turn);
  if (screen != nullptr && screen->step == WrapUpStep::Topics) toggle(screen->marks, tap);
}

void wrap_up_step_done(Turn& turn) {
  WrapUpScreen* screen = wrap_up_screen(turn);
  if (screen == nullptr || !turn.state.identified) return;
  switch (screen->step) {
    case WrapUpStep::Rating: screen->step = after_rating(turn, *screen); break;
    case WrapUpStep::Topics:
      submit_marks(turn, *screen);
      screen->step = WrapUpStep::Next;
      break;
    case WrapUpStep::Next: turn.state.screen = MySessionScreen{}; return;
  }
  refresh_next_sessions(turn);
}

void refresh_next_sessions(Turn& turn) {
  WrapUpScreen* screen = wrap_up_screen(turn);
  if (screen == nullptr || screen->step != WrapUpStep::Next) return;
  const Pair* pair = pair_of(turn.world(), screen->booking);
  screen->suggestions.clear();
  if (pair == nullptr || next_planned(turn.state, pair->id) != nullptr) return;
  screen->suggestions = suggestions_for(turn.state, BookScreen{.pair = pair->id, .length = usual_length(turn.state)});
}

void book_next(Turn& turn, const SuggestionTapped& tap) {
  const WrapUpScreen* screen = wrap_up_screen(turn);
  const Pair* pair = screen != nullptr ? pair_of(turn.world(), screen->booking) : nullptr;
  if (pair == nullptr || !turn.state.identified) return;
  calendar::PlanSession plan{pair->id, tap.room, tap.when, turn.state.identified->person};
  turn.state.screen = MySessionScreen{};
  submit(turn, std::move(plan));
}

}  // namespace tandem::kiosk
