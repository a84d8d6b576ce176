#pragma once
// Sees everything that devices confirm to people, and holds the server to it.

#include <map>
#include <set>
#include <string>

#include "sync/replica/snapshot.h"
#include "sync/server/server_core.h"
#include "tests/simulation/violations.h"

namespace tandem::tests {

class Witness {
 public:
  explicit Witness(Violations& violations) : violations_(violations) {}

  // A new snapshot of a device: notes what it newly confirms, and that no verdict ever changes or overtakes another.
  void saw(const calendar::DeviceId& device, const sync::Snapshot& snapshot);
  // Everything that was confirmed has been decided, with the verdict that was told.
  void check_promises_kept(sync::ServerCore& core) const;
  // What a device was last heard to ask under this number; null for none.
  [[nodiscard]] const calendar::NumberedCommand* asked(const calendar::CommandId& id) const;

  // The device was set back to an old image, when its numbers up to `last` were decided: what only it knew is gone, and
  // it may give its numbers once more before it hears how far it had been.
  void device_set_back(const calendar::DeviceId& device, sync::LogStore& store, std::uint64_t last);
  // The server was: what it has decided since is gone, except what still waits on a device.
  void server_set_back(sync::LogStore& store, const std::set<calendar::CommandId>& waiting);

  [[nodiscard]] std::size_t confirmed() const { return promises_.size(); }
  [[nodiscard]] std::size_t accepted() const { return count(true); }
  [[nodiscard]] std::size_t refused() const { return count(false); }

 private:
  struct Promise {
    calendar::Command command;
    std::set<std::uint64_t> tickets;  // of one run of the device each; 0 after a restart
    std::optional<calendar::Verdict> verdict;
  };
  void note(const sync::CommandOutcome& outcome, const calendar::World& shown);
  // Told as lost with the history that the server does not have any more: what was booked is not there.
  [[nodiscard]] bool is_told_as_lost(const sync::CommandOutcome& outcome, const calendar::World& shown) const;
  void notice_vanished(const calendar::DeviceId& device, const sync::Snapshot& snapshot);
  // The server's word on a promise, not a device's own refusal that never used up its number.
  [[nodiscard]] bool is_answer(const sync::CommandOutcome& outcome) const;
  [[nodiscard]] std::size_t count(bool accepted) const;

  Violations& violations_;
  std::map<calendar::CommandId, Promise> promises_;
  std::set<calendar::DeviceId> set_back_;
  bool another_history_{false};         // the server was set back
  std::set<calendar::CommandId> kept_;  // decided, of devices that have forgotten them
  std::map<calendar::CommandId, calendar::NumberedCommand> asked_;
};

// Nowhere in this world do two bookings hold one room at one time.
void expect_no_room_held_twice(const calendar::World& world, Violations& violations);

}  // namespace tandem::tests
