#include "kiosk/core/book.h"

#include <algorithm>

#include "kiosk/core/allowed.h"
#include "kiosk/core/door_leases.h"
#include "kiosk/core/identify.h"
#include "kiosk/core/notices.h"

namespace tandem::kiosk {
namespace {

BookScreen* book_screen(Turn& turn) { return std::get_if<BookScreen>(&turn.state.screen); }

void submit_choice(Turn& turn, const BookScreen& book, const Choice& choice) {
  calendar::Command command = booking_of(book, choice, turn.state.identified->person);
  turn.state.screen = MySessionScreen{};
  if (book.moving)
    submit_in_place_of(turn, std::move(command), *book.moving);
  else
    submit(turn, std::move(command));
}

}  // namespace

std::vector<const calendar::Pair*> pairs_of(const calendar::World& world, const calendar::PersonId& person) {
  std::vector<const calendar::Pair*> pairs;
  for (const auto& [id, pair] : world.pairs)
    if (pair.active && (pair.mentor == person || pair.mentee == person)) pairs.push_back(&pair);
  return pairs;
}

calendar::Command booking_of(const BookScreen& book, const Choice& choice, const calendar::PersonId& by) {
  if (book.pair.empty()) return calendar::BookRoom{choice.room, choice.when, by};
  return calendar::PlanSession{book.pair, choice.room, choice.when, by};
}

void open_book(Turn& turn) {
  AppState& state = turn.state;
  if (!state.identified) return ask_who(turn, AfterIdentify::Book);
  BookScreen book;
  book.length = usual_length(state);
  book.day = site_zone(turn.world()).date_of(state.now);
  const auto pairs = pairs_of(turn.world(), state.identified->person);
  if (pairs.empty())
    book.step = BookStep::Grid;
  else
    book.pair = pairs.front()->id;
  state.screen = std::move(book);
  refresh_suggestions(turn);
}

void choose_pair(Turn& turn, const calendar::PairId& pair) {
  BookScreen* book = book_screen(turn);
  if (book == nullptr || book->moving) return;
  book->pair = pair;
  book->chosen.reset();
  refresh_suggestions(turn);
}

void choose_room_only(Turn& turn) {
  choose_pair(turn, calendar::PairId{});
  show_grid(turn);
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

void choose_stretch(Turn& turn, const GridDragged& drag) {
  BookScreen* book = book_screen(turn);
  if (book == nullptr || !turn.state.identified) return;
  const auto longest = turn.world().site.policy.longest_booking;
  Choice choice{drag.room, drag.when};
  const calendar::Instant soonest = std::chrono::ceil<std::chrono::minutes>(turn.state.now);
  choice.when.start = std::max(choice.when.start, soonest);
  choice.when.end = std::min(choice.when.end, choice.when.start + longest);
  for (; choice.when.length() >= kDragStep; choice.when.end -= kDragStep) {
    if (!allowed(turn.state, booking_of(*book, choice, turn.state.identified->person))) continue;
    book->chosen = choice;
    return;
  }
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
