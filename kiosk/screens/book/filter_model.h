#pragma once
// What a room must have: seats, a floor, equipment, and that everybody can get in.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct SeatsOption {
  int seats{2};
  std::string label;  // "4+"
  bool current{false};
};
struct FloorOption {
  std::optional<int> floor;
  std::string label;  // "Any", "Fl. 2"
  bool current{false};
};
struct EquipmentOption {
  std::string equipment;
  std::string label;
  bool wanted{false};
};

struct FilterModel {
  std::string title;
  std::string seats_word;
  std::vector<SeatsOption> seats;
  std::string floor_word;
  std::vector<FloorOption> floors;  // that have a room
  std::string equipment_word;
  std::vector<EquipmentOption> equipment;  // that a room has
  std::string fitting;                     // "5 rooms have all that"
  std::string done_word;
};

[[nodiscard]] FilterModel filter_model(const AppState& state, const BookScreen& screen, const Texts& texts);

}  // namespace tandem::kiosk
