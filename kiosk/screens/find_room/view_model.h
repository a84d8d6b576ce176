#pragma once
// "Find me another room": the nearest ones that are free now, how far away they are, until when, and one tap books one.
// Public.

#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct NearRoomCard {
  calendar::RoomId room;
  std::string name;
  std::string place;  // "Floor 2 · 4 seats"
  std::string way;    // "Up 1 floor", "On this floor"
  int floors_up{0};
  std::string until;      // "free until 15:00"
  std::string small;      // said when it has fewer seats than the room it is to replace
  std::string book_word;  // "Book 30 min"
  std::string note;       // when cut off: that it is confirmed later
};

struct FindRoomModel {
  std::string title;
  std::string hint;  // which room it is instead of
  std::vector<NearRoomCard> rooms;
  std::string empty;  // said when there is none
  std::string soon;   // and when there will be one
};

[[nodiscard]] FindRoomModel find_room_model(const AppState& state, const FindRoomScreen& screen, const Texts& texts);

}  // namespace tandem::kiosk
