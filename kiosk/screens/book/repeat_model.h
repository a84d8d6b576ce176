#pragma once
// The same booking every so many weeks: the dates, which of them can be had, and why the others cannot.

#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct EveryOption {
  std::chrono::weeks every{1};
  std::string label;
  bool current{false};
};
struct CountOption {
  int count{2};
  std::string label;
  bool current{false};
};
struct RepeatDate {
  std::string day;
  bool free{false};
  std::string why;  // not
};

struct RepeatModel {
  std::string title;  // what is repeated: "14:00 – 15:00 · Loire"
  std::string every_word;
  std::vector<EveryOption> every;
  std::string count_word;
  std::vector<CountOption> counts;
  std::vector<RepeatDate> dates;
  std::string summary;  // "4 of 6 can be had"
  bool can_book{false};
  std::string book_word;
};

// Empty when nothing is chosen.
[[nodiscard]] RepeatModel repeat_model(const AppState& state, const BookScreen& screen, const Texts& texts);

}  // namespace tandem::kiosk
