#pragma once
// What the lobby's screen has to show, in its order and without words: those are only made for what fits on the page.
// Pure.

#include <cstddef>
#include <limits>
#include <vector>

#include "kiosk/core/state.h"
#include "kiosk/screens/room/availability_words.h"

namespace tandem::kiosk {

// What everybody may know of a session. Whether one of the two is late, or nobody came, is nobody's business: a session
// that was freed looks like one that ended early.
enum class PublicStatus : std::uint8_t { ToCome, CheckInOpen, OneThere, Ready, Running, Over };

struct ListedSession {
  const calendar::Session* session{nullptr};
  const calendar::Booking* booking{nullptr};
  const calendar::Pair* pair{nullptr};
  PublicStatus status{PublicStatus::ToCome};
};

struct ListedRoom {
  const calendar::Room* room{nullptr};
  RoomNow now;
};

// Pointers into the snapshot.
struct TodayList {
  std::vector<int> floors;              // that have a room, lowest first
  std::vector<ListedSession> sessions;  // by start, those that are over behind the others
  std::vector<ListedRoom> rooms;        // free ones first, then near ones
};

// Of one floor, where the screen says so.
[[nodiscard]] TodayList today_list(const AppState& state, const TodayScreen& screen);

// Which of them are on the page.
struct TodayPage {
  std::size_t first_session{0};
  std::size_t sessions{std::numeric_limits<std::size_t>::max()};
  std::size_t first_room{0};
  std::size_t rooms{std::numeric_limits<std::size_t>::max()};
};

}  // namespace tandem::kiosk
