// The same again every so many weeks, and what a room must have; see book.h.
#include <algorithm>

#include "kiosk/core/book.h"
#include "kiosk/core/notices.h"

namespace tandem::kiosk {
namespace {

BookScreen* book_screen(Turn& turn) { return std::get_if<BookScreen>(&turn.state.screen); }

std::string rule_of(const Repeat& repeat) {
  return "FREQ=WEEKLY;INTERVAL=" + std::to_string(repeat.every.count()) + ";COUNT=" + std::to_string(repeat.count);
}

}  // namespace

void show_filter(Turn& turn) {
  BookScreen* book = book_screen(turn);
  if (book == nullptr || book->step == BookStep::Filter) return;
  book->filtered = book->step;
  book->step = BookStep::Filter;
}

void want_seats(Turn& turn, int seats) {
  BookScreen* book = book_screen(turn);
  if (book == nullptr) return;
  book->filter.seats = std::clamp(seats, 1, kMostSeats);
  refresh_suggestions(turn);
}

void want_floor(Turn& turn, std::optional<int> floor) {
  BookScreen* book = book_screen(turn);
  if (book == nullptr) return;
  book->filter.floor = floor;
  refresh_suggestions(turn);
}

void want_equipment(Turn& turn, const std::string& equipment) {
  BookScreen* book = book_screen(turn);
  if (book == nullptr) return;
  if (book->filter.equipment.erase(equipment) == 0) book->filter.equipment.insert(equipment);
  refresh_suggestions(turn);
}

// A pair meets in its own rhythm, a room is wanted every week.
void show_repeat(Turn& turn) {
  BookScreen* book = book_screen(turn);
  if (book == nullptr || !book->chosen || book->moving) return;
  const calendar::Pair* pair = find(turn.world(), book->pair);
  book->repeat = Repeat{};
  if (pair != nullptr) book->repeat.every = pair->cadence;
  book->step = BookStep::Repeat;
}

void repeat_every(Turn& turn, std::chrono::weeks every) {
  if (BookScreen* book = book_screen(turn)) book->repeat.every = std::max(every, std::chrono::weeks{1});
}

void repeat_count(Turn& turn, int count) {
  if (BookScreen* book = book_screen(turn)) book->repeat.count = std::clamp(count, 2, kMostRepeats);
}

calendar::Command series_of(const BookScreen& book, const calendar::PersonId& by) {
  constexpr auto kMode = calendar::SeriesMode::WhatIsFree;
  const Choice& first = *book.chosen;
  if (book.pair.empty()) return calendar::BookSeries{first.room, first.when, rule_of(book.repeat), by, kMode};
  return calendar::PlanSeries{book.pair, first.room, first.when, rule_of(book.repeat), by, kMode};
}

void book_series(Turn& turn) {
  const BookScreen* book = book_screen(turn);
  if (book == nullptr || book->step != BookStep::Repeat || !book->chosen || !turn.state.identified) return;
  calendar::Command series = series_of(*book, turn.state.identified->person);
  turn.state.screen = MySessionScreen{};
  submit(turn, std::move(series));
}

}  // namespace tandem::kiosk
