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

// A part of the session's agenda, as a share of its length.
struct AgendaBlock {
  std::string label;   // "Topic"
  std::string length;  // "25 min"
  float from{0};
  float to{0};
  bool is_over{false};
  bool is_now{false};
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
  std::string countdown;     // until the room is released, or how long it can be taken back; empty otherwise
  std::string agenda_title;  // where one is now; "Agenda" before it begins
  std::vector<AgendaBlock> agenda;
  bool has_topics{false};
  Presence me;
  Presence partner;
  bool awaiting{false};
  std::string awaiting_word;
  bool can_check_in{false};
  std::vector<ExtendOption> extend;  // those the room is free for
  bool can_end{false};
  bool can_reclaim{false};
  bool can_change{false};  // moved or cancelled
};

// Another of one's own bookings; a tap opens it.
struct LaterBooking {
  calendar::BookingId booking;
  std::string day;
  std::string when;
  std::string what;  // the partner, or that it is a room without a session
  std::string room;
};

struct MySessionModel {
  std::string greeting;
  std::optional<CurrentSession> current;
  std::string nothing;  // said when there is no session
  std::string later_title;
  std::vector<LaterBooking> later;
  int page{0};      // of these, as it was asked for
  std::string due;  // said when nothing later is planned: when the next one would be in rhythm
  std::optional<calendar::BookingId> wrap_up;  // of a session that has just ended
  std::string wrap_up_word;
  std::string check_in_word;
  std::string end_word;
  std::string reclaim_word;
  std::string change_word;
  std::string topics_word;
  std::string book_word;
};

// Nobody is identified: an empty model.
[[nodiscard]] MySessionModel my_session_model(const AppState& state, const MySessionScreen& screen, const Texts& texts);

}  // namespace tandem::kiosk
