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
  std::string book_word;
  std::string grid_word;
};

[[nodiscard]] BookModel book_model(const AppState& state, const BookScreen& screen, const Texts& texts);

// 30, 45, 60 and 90 minutes, as far as the site's policy allows.
[[nodiscard]] std::vector<LengthChoice> length_choices(const AppState& state, const BookScreen& screen,
                                                       const Texts& texts);

}  // namespace tandem::kiosk
