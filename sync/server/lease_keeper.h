#pragma once
// Gives the kiosks at doors that are connected here their leases (calendar/booking/lease.h) and makes them longer in
// time: all that are due at one look in one entry of the log. A lease that is over, or of a room whose door the kiosk
// is no more, is asked back: what its holder promised under it is then decided before it goes. Each of several servers
// does it for its own connections. Core thread.

#include <chrono>
#include <map>
#include <memory>
#include <vector>

#include "calendar/booking/change.h"
#include "platform/base/event_loop.h"
#include "platform/base/result.h"

namespace tandem::sync {

class ServerCore;

inline constexpr std::chrono::seconds kLeaseLook{10};
// A holder that did not answer is asked again after so long.
inline constexpr std::chrono::seconds kAskBackEvery{30};
// In one entry; the rest gets its turn at the next look.
inline constexpr std::size_t kMaxLeasesAtOnce = 512;

class LeaseKeeper {
 public:
  // `core` owns it.
  explicit LeaseKeeper(ServerCore& core) : core_(core) {}
  void start();
  void stop();
  // A door came or gave its lease up: looks as soon as the loop comes to it.
  void look_soon();
  // Somebody, maybe at another server, wants this room's minutes and has its door asked for them: what the door gives
  // up is not leased to it again before he had his turn.
  void leave_free(const calendar::RoomId& room);

 private:
  void on_timer();
  void look();
  // Of the World as it is now.
  [[nodiscard]] std::vector<calendar::Change> due() const;
  [[nodiscard]] platform::Status commit_one_by_one();
  void ask_back();
  [[nodiscard]] bool is_left_free(const calendar::RoomId& room) const;

  ServerCore& core_;
  std::unique_ptr<platform::Timer> timer_;
  std::shared_ptr<bool> soon_;                                   // a look was posted
  std::map<calendar::RoomId, platform::SteadyTime> asked_back_;  // of leases that are there
  std::map<calendar::RoomId, platform::SteadyTime> free_until_;
};

}  // namespace tandem::sync
