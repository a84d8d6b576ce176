#pragma once
// The lobby's screen: who meets where today, which rooms are free. Public: names as their owners allow, nothing about
// who is late or did not come.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/screens/no_data/view_model.h"
#include "kiosk/screens/today/list.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct SessionCard {
  calendar::SessionId session;
  calendar::RoomId room;
  std::string start;  // "14:00"
  std::string end;
  std::string pair;
  std::string room_name;
  std::string floor;
  std::string way;  // "up 2 floors"; empty on the kiosk's own floor
  int floors_up{0};
  PublicStatus status{PublicStatus::ToCome};
  std::string status_word;
  bool awaiting{false};  // made here, not confirmed yet
};

struct RoomChip {
  calendar::RoomId room;
  std::string name;
  std::string detail;  // "free until 15:00"
  bool free{false};
  bool out_of_order{false};
  bool stale{false};
  bool held{false};  // by its door, and nobody can ask it now
};

struct FloorChoice {
  std::optional<int> floor;  // absent: all of them
  std::string label;         // "Fl. 2"
  std::string name;          // "Floor 2"
  bool current{false};
};

struct TodayModel {
  std::optional<NoDataModel> no_data;  // then it is all there is
  std::string site;
  std::string title;
  std::string empty;                  // said instead of the list when there is nothing to come
  std::vector<FloorChoice> floors;    // empty where there is only one
  std::vector<SessionCard> sessions;  // of the page
  std::string rooms_title;
  std::vector<RoomChip> rooms;  // of the page, free ones first
  std::string previous_rooms;
  std::string next_rooms;
  std::string here_word;
  std::string here_hint;
  std::string book_word;
};

// What each PublicStatus is called.
using StatusWords = std::array<std::string, 6>;
[[nodiscard]] StatusWords status_words(const Texts& texts);

// `list` is that of the state now.
[[nodiscard]] TodayModel today_model(const AppState& state, const TodayList& list, const TodayPage& page,
                                     const Texts& texts);
// All of it on one page.
[[nodiscard]] TodayModel today_model(const AppState& state, const Texts& texts);

}  // namespace tandem::kiosk
