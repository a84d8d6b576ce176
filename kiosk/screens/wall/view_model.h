#pragma once
// The calm wall of a lobby where nobody is: the time, and what the programme does, in sums. No name, no session, no
// room. Public.

#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

// Everything moves a little with every minute, so that nothing burns into the panel: a tour of this many places.
inline constexpr int kWallPlaces = 16;

struct WallFigure {
  std::string number;  // "12", "12+" when there may be more
  std::string label;   // "sessions this month"
};

struct WallModel {
  std::string time;
  std::string date;
  std::string site;
  std::vector<WallFigure> figures;
  std::string topics_title;
  std::vector<std::string> topics;
  std::string hint;     // how to wake it
  std::string offline;  // "Offline since 12:03"; empty when connected
  int place{0};         // of kWallPlaces
  bool dim{false};      // the building is closed
};

[[nodiscard]] WallModel wall_model(const AppState& state, const Texts& texts);

}  // namespace tandem::kiosk
