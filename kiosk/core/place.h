#pragma once
// Where a kiosk stands.

#include <variant>

#include "calendar/programme/ids.h"

namespace tandem::kiosk {

// Where this kiosk stands: in a lobby, or as the panel at one room's door.
struct Lobby {
  bool operator==(const Lobby&) const = default;
};
struct Door {
  calendar::RoomId room{};
  bool operator==(const Door&) const = default;
};
using Place = std::variant<Lobby, Door>;

}  // namespace tandem::kiosk
