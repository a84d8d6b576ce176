#pragma once
// The identified person's own screen: the session that is on or next, who is there, what can be done, what comes after.
// Private: seen only while its person stands there.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

struct Presence {
  std::string name;
  bool here{false};
  std::string detail;  // "here since 13:58", "not here yet"
};

struct ExtendOption {
  std::chrono::minutes by{15};
  std::string label;  // "Extend 15 min"
};

struct CurrentSession {
  calendar::BookingId booking;
  calendar::RoomId room;
  calendar::SessionStatus status{calendar::SessionStatus::ToCome};
  std::string headline;  // what to do or what is on
  std::string day;
  std::string when;
  std::string room_name;
  std::string floor;
  std::string topics;
  Presence me;
  Presence partner;
  bool awaiting{false};
  std::string awaiting_word;
  bool can_check_in{false};
  std::vector<ExtendOption> extend;  // those the room is free for
  bool can_end{false};
  bool can_reclaim{false};
};

struct LaterSession {
  std::string day;
  std::string when;
  std::string partner;
  std::string room;
};

struct MySessionModel {
  std::string greeting;
  std::optional<CurrentSession> current;
  std::string nothing;  // said when there is no session
  std::string later_title;
  std::vector<LaterSession> later;
  std::string due;  // said when nothing later is planned: when the next one would be in rhythm
  std::string check_in_word;
  std::string end_word;
  std::string reclaim_word;
  std::string book_word;
};

// Nobody is identified: an empty model.
[[nodiscard]] MySessionModel my_session_model(const AppState& state, const Texts& texts);

}  // namespace tandem::kiosk
