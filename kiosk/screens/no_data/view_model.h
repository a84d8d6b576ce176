#pragma once
// Said instead of a screen whose truth is not known: what is missing and what to do about it. An unknown room never
// looks free, a day nobody has told of never looks empty.

#include <optional>
#include <string>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct NoDataModel {
  bool help_needed{false};  // it does not get better by waiting
  std::string title;
  std::string advice;
};

// Absent once the server has told of the site.
[[nodiscard]] std::optional<NoDataModel> no_data_model(const AppState& state, const Texts& texts);
// For a room that is not among the site's.
[[nodiscard]] NoDataModel unknown_room_model(const calendar::RoomId& room, const Texts& texts);

}  // namespace tandem::kiosk
