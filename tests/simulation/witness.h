#pragma once
// Sees everything that devices confirm to people, and holds the server to it.

#include <map>
#include <set>
#include <string>

#include "sync/replica/snapshot.h"
#include "sync/server/server_core.h"

namespace tandem::tests {

class Witness {
 public:
  // A new snapshot of a device: notes what it newly confirms, and that no verdict ever changes.
  void saw(const sync::Snapshot& snapshot);
  // Everything that was confirmed has been decided once, with the verdict that was told.
  void check_promises_kept(sync::ServerCore& core) const;
  [[nodiscard]] std::size_t confirmed() const { return promises_.size(); }
  [[nodiscard]] std::size_t accepted() const;
  [[nodiscard]] std::size_t refused() const;

 private:
  struct Promise {
    calendar::Command command;
    std::set<std::uint64_t> tickets;  // of one run of the device each; 0 after a restart
    std::optional<calendar::Verdict> verdict;
  };
  void note(const sync::CommandOutcome& outcome);
  [[nodiscard]] std::size_t count(bool accepted) const;

  std::map<calendar::CommandId, Promise> promises_;
};

// Nowhere in this world do two bookings hold one room at one time.
void expect_no_room_held_twice(const calendar::World& world);

}  // namespace tandem::tests
