#pragma once
// "When are we both free, and where?" on the screen: the suggestions, then the grid of a day.

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

// Opens the Book screen for the first pair of who is identified; asks who it is when nobody is.
void open_book(Turn& turn);
void refresh_suggestions(Turn& turn);

void choose_pair(Turn& turn, const calendar::PairId& pair);
void choose_length(Turn& turn, std::chrono::minutes length);
void show_grid(Turn& turn);
void choose_day(Turn& turn, calendar::LocalDate day);
void choose_cell(Turn& turn, const GridCellTapped& tap);
void book_suggestion(Turn& turn, const SuggestionTapped& tap);
void book_chosen(Turn& turn);

// The active pairs the person is in, in the order of their ids. Pointers into `world`.
[[nodiscard]] std::vector<const calendar::Pair*> pairs_of(const calendar::World& world,
                                                          const calendar::PersonId& person);
// When the pair's next session is due by its cadence: after its last session, or now; never before `now`.
[[nodiscard]] calendar::Instant next_due(const calendar::World& world, const calendar::Pair& pair,
                                         calendar::Instant now);

}  // namespace tandem::kiosk
