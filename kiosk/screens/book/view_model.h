#pragma once
// "When are we both free, and where?": three suggestions, each one tap to book. The grid of a day is in grid_model.h.

#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct PairChoice {
  calendar::PairId pair;
  std::string label;  // the partner
  bool current{false};
};

struct LengthChoice {
  std::chrono::minutes length{60};
  std::string label;
  bool current{false};
};

struct SuggestionCard {
  calendar::RoomId room;
  calendar::Interval when;
  std::string day;
  std::string span;
  std::string room_name;
  std::string floor;
  std::vector<std::string> reasons;
};

struct BookModel {
  std::string title;
  std::string partner;            // "with Marc Petit"
  std::vector<PairChoice> pairs;  // empty when there is only one
  std::vector<LengthChoice> lengths;
  std::vector<SuggestionCard> suggestions;
  std::string nothing;  // said when there is none
  std::string note;     // said when only shorter ones could be had, or while something is moved
  std::string book_word;
  std::string grid_word;
  std::string filter_word;     // with how many things are asked for
  std::string room_only_word;  // empty while something is moved
};

[[nodiscard]] SuggestionCard suggestion_card(const AppState& state, const calendar::Suggestion& suggestion,
                                             const Texts& texts);
// "Filters", "Filters (2)".
[[nodiscard]] std::string filter_word(const RoomFilter& filter, const Texts& texts);
// "Instead of Monday 23 November, 14:00 – 15:00"; empty when nothing is moved.
[[nodiscard]] std::string moving_words(const AppState& state, const BookScreen& screen, const Texts& texts);

[[nodiscard]] BookModel book_model(const AppState& state, const BookScreen& screen, const Texts& texts);

// 30, 45, 60 and 90 minutes, as far as the site's policy allows.
[[nodiscard]] std::vector<LengthChoice> length_choices(const AppState& state, const BookScreen& screen,
                                                       const Texts& texts);

}  // namespace tandem::kiosk
