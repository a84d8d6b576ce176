#include "kiosk/core/book.h"

#include <algorithm>

#include "kiosk/core/identify.h"
#include "kiosk/core/notices.h"

namespace tandem::kiosk {
namespace {

using calendar::Instant;

// How far after the due date a suggestion may lie.
constexpr std::chrono::days kSuggestHorizon{14};

BookScreen* book_screen(Turn& turn) { return std::get_if<BookScreen>(&turn.state.screen); }

void submit_choice(Turn& turn, const BookScreen& book, const Choice& choice) {
  const calendar::PersonId by = turn.state.identified->person;
  calendar::Command command = calendar::BookRoom{choice.room, choice.when, by};
  if (!book.pair.empty()) command = calendar::PlanSession{book.pair, choice.room, choice.when, by};
  turn.state.screen = MySessionScreen{};
  submit(turn, std::move(command));
}

}  // namespace

std::vector<const calendar::Pair*> pairs_of(const calendar::World& world, const calendar::PersonId& person) {
  std::vector<const calendar::Pair*> pairs;
  for (const auto& [id, pair] : world.pairs)
    if (pair.active && (pair.mentor == person || pair.mentee == person)) pairs.push_back(&pair);
  return pairs;
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

void open_book(Turn& turn) {
  AppState& state = turn.state;
  if (!state.identified) return ask_who(turn, AfterIdentify::Book);
  BookScreen book;
  book.length = turn.world().site.policy.session_length;
  book.day = site_zone(turn.world()).date_of(state.now);
  const auto pairs = pairs_of(turn.world(), state.identified->person);
  if (pairs.empty())
    book.step = BookStep::Grid;
  else
    book.pair = pairs.front()->id;
  state.screen = std::move(book);
  refresh_suggestions(turn);
}

void refresh_suggestions(Turn& turn) {
  BookScreen* book = book_screen(turn);
  const calendar::Pair* pair = book != nullptr ? find(turn.world(), book->pair) : nullptr;
  if (pair == nullptr) return;
  const AppState& state = turn.state;
  const Instant due = next_due(turn.world(), *pair, state.now);
  calendar::SuggestRequest request;
  request.pair = pair->id;
  request.window = {state.now, due + kSuggestHorizon};
  request.length = book->length;
  request.near_floor = state.floor;
  request.near_time = due;
  book->suggestions = calendar::suggest(turn.world(), request);
}

void choose_pair(Turn& turn, const calendar::PairId& pair) {
  BookScreen* book = book_screen(turn);
  if (book == nullptr) return;
  book->pair = pair;
  book->chosen.reset();
  refresh_suggestions(turn);
}

void choose_length(Turn& turn, std::chrono::minutes length) {
  BookScreen* book = book_screen(turn);
  if (book == nullptr) return;
  book->length = length;
  book->chosen.reset();
  refresh_suggestions(turn);
}

void show_grid(Turn& turn) {
  BookScreen* book = book_screen(turn);
  if (book == nullptr) return;
  book->step = BookStep::Grid;
  book->page = 0;
}

void choose_day(Turn& turn, calendar::LocalDate day) {
  BookScreen* book = book_screen(turn);
  if (book == nullptr) return;
  const auto today = site_zone(turn.world()).date_of(turn.state.now);
  book->day = std::clamp(day, today, today + turn.world().site.policy.furthest_ahead);
  book->chosen.reset();
}

void choose_cell(Turn& turn, const GridCellTapped& tap) {
  if (BookScreen* book = book_screen(turn)) book->chosen = Choice{tap.room, tap.when};
}

void book_suggestion(Turn& turn, const SuggestionTapped& tap) {
  const BookScreen* book = book_screen(turn);
  if (book == nullptr || !turn.state.identified) return;
  submit_choice(turn, BookScreen{*book}, {tap.room, tap.when});
}

void book_chosen(Turn& turn) {
  const BookScreen* book = book_screen(turn);
  if (book == nullptr || !book->chosen || !turn.state.identified) return;
  submit_choice(turn, BookScreen{*book}, Choice{*book->chosen});
}

}  // namespace tandem::kiosk
