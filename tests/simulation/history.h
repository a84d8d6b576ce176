#pragma once
// The log as it grew, entry by entry, with the World after each: what every replica that stands there has to show. An
// entry that was ever committed stays what it was, through crashes too.

#include <optional>
#include <set>
#include <vector>

#include "sync/log/log_store.h"
#include "sync/replica/snapshot.h"
#include "tests/simulation/interval_model.h"
#include "tests/simulation/lease_watch.h"
#include "tests/simulation/witness.h"

namespace tandem::tests {

class History {
 public:
  History(const Witness& witness, Violations& violations) : witness_(witness), violations_(violations) {}

  // Takes in what was committed since, and holds each entry to the model.
  void follow(sync::LogStore& store);
  // After a start: nothing that was seen committed is gone or different.
  void compare(sync::LogStore& store);
  // The server was set back on purpose: begins again with what its log has.
  void begin_again(sync::LogStore& store);
  // A replica that stands at an entry and waits for nothing shows its site's part of the World as it was there, and
  // what a door offers as certain is leased to it.
  void check(const Standing& device, const sync::Snapshot& snapshot);

  [[nodiscard]] std::size_t entries() const { return taken_.size(); }
  [[nodiscard]] LeaseWatch& leases() { return leases_; }
  [[nodiscard]] const LeaseWatch& leases() const { return leases_; }

 private:
  struct Taken {
    sync::LogEntry entry;
    std::optional<calendar::NumberedCommand> asked;  // as it was heard then; absent for what no device asked
    calendar::World world;                           // after it; copies share what is the same
  };
  void take(sync::LogEntry entry);
  void play(Taken taken);
  void compare_shown(const Standing& device, const sync::Snapshot& snapshot);
  [[nodiscard]] bool begins_with_ours(const std::vector<sync::LogEntry>& entries) const;

  const Witness& witness_;
  Violations& violations_;
  std::string epoch_;
  std::vector<Taken> taken_;
  std::set<calendar::CommandId> decided_;
  IntervalModel model_;
  LeaseWatch leases_{violations_};
};

}  // namespace tandem::tests
