#pragma once
// What the pictures of the screens are taken with: kiosks over a snapshot with real data, moved by taps to the states
// worth a picture. One file a screen; screenshot_states.h calls them all. Pure.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/loopback.h"
#include "kiosk/screens/screenshot_states.h"

namespace tandem::kiosk {

inline constexpr std::chrono::minutes kOfflineFor{38};
inline constexpr std::chrono::minutes kEarly{5};
inline constexpr std::chrono::days kNextOpening{10};

class Album {
 public:
  // In a closed building there is nothing to see: then the pictures are taken two hours after it opens next. `snapshot`
  // outlives the album.
  Album(const sync::Snapshot& snapshot, std::string language, platform::WallTime wall);

  [[nodiscard]] const calendar::World& world() const { return *snapshot_.world; }
  [[nodiscard]] const std::string& language() const { return language_; }
  [[nodiscard]] calendar::Instant now() const { return now_; }

  [[nodiscard]] Loopback start(Place place = Lobby{}) const;
  void keep(const std::string& name, const AppState& state) { pictures_.push_back({name, state}); }
  void keep(const std::string& name, const Loopback& kiosk) { keep(name, kiosk.state()); }
  [[nodiscard]] std::vector<ScreenshotState> take() { return std::move(pictures_); }

 private:
  const sync::Snapshot& snapshot_;
  std::string language_;
  calendar::Instant now_;
  std::vector<ScreenshotState> pictures_;
};

// A session that can be attended, with the pair it is of.
struct Meeting {
  const calendar::Pair* pair{nullptr};
  calendar::BookingId booking;
  calendar::RoomId room;
  calendar::Interval when;
};

// The next session of two with badges; planned on the spot when there is none.
[[nodiscard]] std::optional<Meeting> next_meeting(Loopback& kiosk);
// Points into `world`.
[[nodiscard]] const calendar::Pair* pair_with_badges(const calendar::World& world);

void add_public_pictures(Album& album);
// Before the server has said anything, and before an administrator has let it in.
void add_first_start_pictures(Album& album);
void add_identification_pictures(Album& album);
void add_session_pictures(Album& album);
void add_booking_pictures(Album& album);
void add_room_pictures(Album& album);

}  // namespace tandem::kiosk
