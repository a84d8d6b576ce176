#pragma once
// The rooms of one day against its opening hours. A cell is a start time; it can be tapped when the whole length fits:
// the room is free and so are both people. Where only less than the length fits, that is offered; a finger drawn along
// a row chooses any length.
//
//   08:00   09:00   10:00
//   You both  [=====)            when one of the two is busy
//   Room A        [====)         when the room is busy

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/screens/book/view_model.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

// A stretch of the day's axis, as shares of its length.
struct Stretch {
  float from{0};
  float to{0};
};

struct GridCell {
  calendar::Interval when;  // what would be booked
  Stretch place;            // of the cell itself
  std::string label;        // "14:00", for the target
  bool free{false};         // for the whole length
  bool partly{false};       // free for less only: `when` is so much
  bool chosen{false};       // a part of what is
};

struct GridRow {
  calendar::RoomId room;
  std::string name;
  std::string detail;  // "Floor 2 · 4 seats"
  bool stale{false};
  std::vector<Stretch> busy;
  std::vector<GridCell> cells;
  std::optional<Stretch> chosen;
};

struct GridHour {
  float at{0};
  std::string label;
};

struct GridModel {
  std::string day;
  calendar::LocalDate previous_day{};
  calendar::LocalDate next_day{};
  bool can_go_back{false};
  std::string previous_word;
  std::string next_word;
  calendar::Interval span;  // of the axis; empty when it is closed
  std::string note;         // said while something is moved; empty otherwise
  std::string nothing;      // said when no room has what is asked for
  std::string closed;       // said when the building is closed that day
  std::vector<GridHour> hours;
  std::string both_word;  // heads the row of the two people
  std::vector<Stretch> people_busy;
  std::vector<GridRow> rows;
  std::vector<LengthChoice> lengths;
  std::string choice;       // what is chosen, in words; empty when nothing is
  std::string choose_word;  // said while nothing is
  std::string book_word;
  std::string chosen_time;  // "14:00", on what is chosen
  std::string filter_word;
  bool filtered{false};
  bool can_repeat{false};  // what is chosen
  std::string repeat_word;
};

// From the first opening to the last closing of a day; zero when the building stays closed.
[[nodiscard]] std::chrono::minutes open_length(const AppState& state, calendar::LocalDate day);

// `step`: how far apart the cells start.
[[nodiscard]] GridModel grid_model(const AppState& state, const BookScreen& screen, const Texts& texts,
                                   std::chrono::minutes step);

}  // namespace tandem::kiosk
