#pragma once
// "When are we both free, and where?" on the screen: the suggestions, then the grid of a day, what a room must have,
// and the same again every so many weeks.

#include <array>

#include "kiosk/core/turn.h"

namespace tandem::kiosk {

// What a drag snaps to.
inline constexpr std::chrono::minutes kDragStep{15};
// Offered where the length that was asked for does not fit, longest first.
inline constexpr std::array kShorterLengths = {std::chrono::minutes{60}, std::chrono::minutes{45},
                                               std::chrono::minutes{30}, std::chrono::minutes{15}};
inline constexpr int kMostRepeats = 12;
inline constexpr int kMostSeats = 100;

// Opens the Book screen for the first pair of who is identified; asks who it is when nobody is.
void open_book(Turn& turn);
void refresh_suggestions(Turn& turn);

void choose_pair(Turn& turn, const calendar::PairId& pair);
void choose_room_only(Turn& turn);
void choose_length(Turn& turn, std::chrono::minutes length);
void show_grid(Turn& turn);
void choose_day(Turn& turn, calendar::LocalDate day);
void choose_cell(Turn& turn, const GridCellTapped& tap);
void choose_stretch(Turn& turn, const GridDragged& drag);
void book_suggestion(Turn& turn, const SuggestionTapped& tap);
void book_chosen(Turn& turn);

void show_filter(Turn& turn);
void want_seats(Turn& turn, int seats);
void want_floor(Turn& turn, std::optional<int> floor);
void want_equipment(Turn& turn, const std::string& equipment);

void show_repeat(Turn& turn);
void repeat_every(Turn& turn, std::chrono::weeks every);
void repeat_count(Turn& turn, int count);
void book_series(Turn& turn);

// What would be asked for in the name of `by`: a session of the screen's pair, or a room.
[[nodiscard]] calendar::Command booking_of(const BookScreen& book, const Choice& choice, const calendar::PersonId& by);
// The same again and again, as much of it as is free; `book.chosen` must be there.
[[nodiscard]] calendar::Command series_of(const BookScreen& book, const calendar::PersonId& by);
[[nodiscard]] bool fits(const RoomFilter& filter, const calendar::Room& room);
// For the screen's pair, length and filter, near the time that it is due or that it is moved from; when there are none
// of that length, of the longest of kShorterLengths that has some.
[[nodiscard]] std::vector<calendar::Suggestion> suggestions_for(const AppState& state, const BookScreen& book);
[[nodiscard]] std::chrono::minutes usual_length(const AppState& state);

// The active pairs the person is in, in the order of their ids. Pointers into `world`.
[[nodiscard]] std::vector<const calendar::Pair*> pairs_of(const calendar::World& world,
                                                          const calendar::PersonId& person);
// When the pair's next session is due by its cadence: after its last session, or now; never before `now`.
[[nodiscard]] calendar::Instant next_due(const calendar::World& world, const calendar::Pair& pair,
                                         calendar::Instant now);

}  // namespace tandem::kiosk
