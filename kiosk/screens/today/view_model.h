#pragma once
// The lobby's screen: who meets where today, which rooms are free. Public: names as their owners allow, nothing about
// who is late or did not come.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/screens/no_data/view_model.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

enum class PublicStatus : std::uint8_t { ToCome, CheckInOpen, Ready, Running };

struct SessionCard {
  calendar::SessionId session;
  calendar::RoomId room;
  std::string start;  // "14:00"
  std::string end;
  std::string pair;
  std::string room_name;
  std::string floor;
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
};

struct TodayModel {
  std::optional<NoDataModel> no_data;  // then it is all there is
  std::string site;
  std::string title;
  std::string empty;  // said instead of the list when there is nothing to come
  std::vector<SessionCard> sessions;
  std::string rooms_title;
  std::vector<RoomChip> rooms;          // free ones first
  std::vector<std::string> more_rooms;  // [n] says that n more do not fit
  std::string here_word;
  std::string here_hint;
  std::string book_word;
};

[[nodiscard]] TodayModel today_model(const AppState& state, const Texts& texts);

}  // namespace tandem::kiosk
