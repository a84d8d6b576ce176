#pragma once
// Holds doors and server to what a lease is for: what a door promised is never refused, and what it offers as certain
// is leased to it at the server. The exceptions are those of calendar/booking/README.md and no others: an administrator
// removed the room, revoked the kiosk or moved it to another door, or the server was set back and another history
// began. And what a device that was set back had in its outbox is gone with its file, unless the image has it and the
// server has decided nothing of the device since.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "calendar/booking/world.h"
#include "sync/protocol/messages.h"
#include "sync/replica/snapshot.h"
#include "tests/simulation/violations.h"

namespace tandem::tests {

// A device, as the administrator has put it.
struct Standing {
  calendar::DeviceId id;
  calendar::SiteId site;
  std::optional<calendar::RoomId> door;
  // The server's time, while nobody has set its clock since the device last heard it.
  std::optional<calendar::Instant> server_now;
};

class LeaseWatch {
 public:
  explicit LeaseWatch(Violations& violations) : violations_(violations) {}

  // The next entry of the log with the World after it. `asked`: what the device was heard to ask, or null.
  void follow(const sync::LogEntry& entry, const calendar::NumberedCommand* asked, const calendar::World& after);
  // A new snapshot of a device. `log`: the World after all entries that were followed, of this epoch.
  void saw(const Standing& device, const sync::Snapshot& snapshot, const calendar::World& log,
           const sync::Cursor& log_at);

  // An administrator put the device elsewhere.
  void moved(const calendar::DeviceId& device);
  // It was set back to an old image; the server had decided its numbers up to `last` then.
  void device_set_back(const calendar::DeviceId& device, std::uint64_t last);
  // The server was: its log begins again, and will be followed from its first entry on.
  void server_set_back();

  // Walk-ups that doors promised; of them those that had to be accepted, and were.
  [[nodiscard]] std::size_t promised() const { return promises_.size(); }
  [[nodiscard]] std::size_t kept() const { return kept_; }
  [[nodiscard]] std::size_t leases() const { return leases_; }

 private:
  // Numbers change when an old image is taken for the device; this does not.
  using Key = std::tuple<calendar::DeviceId, calendar::Instant, calendar::RoomId, calendar::Interval>;
  struct Promise {
    bool counts{true};
    bool decided{false};
    bool lost{false};  // with the device's file; an image of it may bring it back
  };
  [[nodiscard]] static std::optional<Key> key_of(const calendar::NumberedCommand& command);
  [[nodiscard]] bool counts(const Standing& device, const sync::Snapshot& snapshot, const sync::CommandOutcome& made,
                            const std::string& epoch) const;
  void note_promise(const Standing& device, const sync::Snapshot& snapshot, const sync::CommandOutcome& made,
                    const std::string& epoch);
  // The device has not heard yet that an administrator took the room's lease.
  [[nodiscard]] bool unheard(const calendar::RoomId& room, const sync::Cursor& cursor) const;
  // No booking of anybody but its holder overlaps a lease, unless the holder let it grow.
  void expect_leases_respected(const sync::LogEntry& entry, const calendar::World& world);
  void ended_by_administrator(const calendar::RoomId& room, std::uint64_t sequence);

  Violations& violations_;
  std::map<Key, Promise> promises_;
  std::set<calendar::BookingId> grown_by_holder_;
  std::map<calendar::RoomId, std::uint64_t> ended_at_;         // by an administrator, in this log
  std::map<calendar::DeviceId, std::uint64_t> decided_up_to_;  // of devices that were set back
  std::size_t kept_{0};
  std::size_t leases_{0};
};

}  // namespace tandem::tests
