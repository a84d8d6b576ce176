#pragma once
// The panel at a room's door: free or not, until when, who by as they allow, what can be done here and now, and the
// day. Public.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/screens/no_data/view_model.h"
#include "kiosk/text/texts.h"

namespace tandem::kiosk {

enum class RoomLook : std::uint8_t {
  Free,
  Freed,    // free because nobody came: for a moment that is worth telling
  Unsure,   // free as far as is known, and nobody can be asked
  CheckIn,  // somebody is expected
  Busy,
  Closed,
  OutOfOrder,
  Unknown,
};

struct BookNowOption {
  std::chrono::minutes length{30};
  std::string id;     // "30", "next", "sure"
  std::string label;  // "30 min", "Until 15:00"
  std::string note;   // when cut off: whether that is final or has to be confirmed
  bool possible{true};
  bool sure{false};  // final at once, also when cut off
};

struct DoorExtension {
  std::chrono::minutes by{15};
  std::string label;
  bool possible{true};
};

struct TimelineBlock {
  std::string name{};  // "10:00 – 11:00, Reserved"
  float from{0};       // shares of the timeline
  float to{0};
  std::string label;
  bool ours{true};  // false: from the company's calendar
  bool now{false};
};

struct TimelineHour {
  float at{0};
  std::string label;
};

struct RoomModel {
  calendar::RoomId room;
  std::string name;
  std::string place;  // "Floor 2 · 4 seats"
  std::vector<std::string> equipment;
  RoomLook look{RoomLook::Unknown};
  std::optional<NoDataModel> no_data;  // when Unknown: said instead of the day and what can be done
  bool has_links{true};                // to the day's sessions and to booking
  std::string state_word;              // "Free"
  std::string until;                   // "until 15:00", "all day"
  std::string who;                     // of the booking now, as they allow
  std::string next;                    // "Next: 15:00 – 16:00, C. L. and M. P."
  bool awaiting{false};
  std::string awaiting_word;
  bool stale{false};
  std::string freshness;  // "Calendar confirmed at 12:03"; empty when the room has none
  bool cut_off{false};
  std::string assurance;  // when cut off: what may be relied on; else what another door holds

  std::string here_word;     // "I'm here": to identification
  std::string today_word;    // to the day's sessions
  std::string session_word;  // to booking a session
  std::string book_title;
  std::vector<BookNowOption> book_now;
  std::optional<calendar::BookingId> booking;  // that the taps below are about
  bool can_check_in{false};
  bool can_end{false};
  bool can_reclaim{false};
  bool can_find{false};  // another room, instead of this one
  std::vector<DoorExtension> extend;
  std::string check_in_word;
  std::string end_word;
  std::string reclaim_word;
  std::string find_word;

  std::vector<TimelineBlock> blocks;
  std::vector<TimelineHour> hours;
  std::optional<float> now_at;
};

[[nodiscard]] RoomModel room_model(const AppState& state, const calendar::RoomId& room, const Texts& texts);

}  // namespace tandem::kiosk
