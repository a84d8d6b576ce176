#pragma once
// What the screens see: the last server truth with this device's pending commands replayed on top. Immutable; made on
// the client's thread, read by any.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "calendar/booking/world.h"
#include "sync/protocol/messages.h"

namespace tandem::sync {

enum class LinkState : std::uint8_t {
  Offline,     // no connection; trying
  Connecting,  // connected, catching up
  Online,      // everything the server said has been applied
  Denied,      // the server does not know this device or speaks another version: somebody has to act
};

// A tap on its way to becoming truth. `ticket` is the number the screen gave it when it asked, from 1 on; 0: asked
// before this start of the program. What was refused on the spot never used up its command's number.
enum class CommandProgress : std::uint8_t { Pending, Accepted, Refused };
struct CommandOutcome {
  std::uint64_t ticket{0};
  calendar::NumberedCommand command;
  CommandProgress progress{CommandProgress::Pending};
  calendar::Verdict verdict;  // provisional while Pending
  calendar::Instant decided_at;
  // Pending, and sure all the same: promised under this door's own lease, so that the server will accept it.
  bool is_final{false};
};

// How sync itself fares, for the service screen.
struct SyncHealth {
  std::size_t waiting{0};                             // commands without a verdict
  std::optional<calendar::Instant> oldest_issued_at;  // of them
  std::uint32_t stalls{0};     // times the oldest one got no verdict in time while connected, since the start
  std::size_t set_aside{0};    // commands given up because no server could decide them, ever
  std::uint32_t snapshots{0};  // times everything was sent anew, since the start
};

struct Snapshot {
  std::shared_ptr<const calendar::World> world;
  Cursor cursor;
  LinkState link{LinkState::Offline};
  std::string link_message;                          // why it is Offline or Denied, for the service screen and the log
  std::optional<calendar::Instant> last_heard;       // of the server; absent: never
  std::chrono::milliseconds server_clock_offset{0};  // server minus device
  std::map<calendar::RoomId, FeedAge> room_feeds;
  std::set<calendar::BookingId> pending;  // touched by a command without a verdict yet that may still be refused
  // The minutes of each room in which a walk-up at this door is final at once, with and without a network.
  std::map<calendar::RoomId, calendar::Interval> guaranteed;
  // Newest last. Pending ones always; decided ones of this device are kept for kOutcomesKept so that the person can be
  // told, also after a restart.
  std::vector<CommandOutcome> outcomes;
  std::string site_key;
  SyncHealth health;
};

inline constexpr std::size_t kOutcomesKept = 64;

}  // namespace tandem::sync
