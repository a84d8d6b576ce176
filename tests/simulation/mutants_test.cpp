// Bugs that the product does not have, one at a time: the simulation finds each of them within kSeeds mornings. They go
// around the server's store, into what it sends, or into the disks, so that the product itself stays as it is.
#include <gtest/gtest.h>

#include "sync/protocol/codec.h"
#include "tests/simulation/morning.h"

namespace tandem::tests {
namespace {

using platform::Result;
using platform::Status;

constexpr std::uint64_t kSeeds = 100;

// The real store; each bug is one override.
class Passing : public sync::LogStore {
 public:
  explicit Passing(std::unique_ptr<sync::LogStore> real) : real_(std::move(real)) {}
  Status transaction(const std::function<Status()>& work) override { return real_->transaction(work); }
  Result<std::uint64_t> append(const sync::LogAppend& append) override { return real_->append(append); }
  Result<calendar::World> load() override { return real_->load(); }
  Result<std::vector<sync::LogEntry>> entries_after(std::uint64_t sequence, std::size_t limit) override {
    return real_->entries_after(sequence, limit);
  }
  const std::string& epoch() const override { return real_->epoch(); }
  Status begin_epoch() override { return real_->begin_epoch(); }
  const std::string& site_key() const override { return real_->site_key(); }
  Result<std::uint64_t> head() override { return real_->head(); }
  Result<std::uint64_t> oldest() override { return real_->oldest(); }
  Result<std::optional<sync::StoredCommand>> find_command(const calendar::CommandId& id) override {
    return real_->find_command(id);
  }
  Result<std::uint64_t> last_number(const calendar::DeviceId& device) override { return real_->last_number(device); }
  Status put_device(const sync::DeviceRecord& device) override { return real_->put_device(device); }
  Result<std::optional<sync::DeviceRecord>> find_device(const calendar::DeviceId& id) override {
    return real_->find_device(id);
  }
  Result<std::vector<sync::DeviceRecord>> devices() override { return real_->devices(); }
  Status put_feed(const sync::FeedState& feed) override { return real_->put_feed(feed); }
  Result<std::vector<sync::FeedState>> feeds() override { return real_->feeds(); }
  Result<std::string> publish_secret(const calendar::RoomId& room) override { return real_->publish_secret(room); }
  Result<std::optional<std::string>> find_publish_secret(const calendar::RoomId& room) override {
    return real_->find_publish_secret(room);
  }

 protected:
  std::unique_ptr<sync::LogStore> real_;
};

// A command that comes again is new to it.
class ForgetsCommands final : public Passing {
 public:
  using Passing::Passing;
  Result<std::optional<sync::StoredCommand>> find_command(const calendar::CommandId&) override { return std::nullopt; }
  Result<std::uint64_t> last_number(const calendar::DeviceId&) override { return 0; }
  Result<std::uint64_t> append(const sync::LogAppend& append) override {
    const auto& id = append.entry.origin;
    const auto stored = real_->find_command(id);
    if (id.device.empty() || !stored || !*stored) return real_->append(append);
    sync::LogAppend again = append;
    again.entry.verdict.reset();  // the table of commands would refuse the second one
    return real_->append(again);
  }
};

// A device that was set back does not hear how far it had been, and gives its numbers a second time.
class ForgetsNumbers final : public Passing {
 public:
  using Passing::Passing;
  Result<std::uint64_t> last_number(const calendar::DeviceId&) override { return 0; }
};

class DropsRefusals final : public Passing {
 public:
  using Passing::Passing;
  Result<std::uint64_t> append(const sync::LogAppend& append) override {
    const auto& verdict = append.entry.verdict;
    if (!verdict || std::holds_alternative<calendar::Accepted>(*verdict)) return real_->append(append);
    sync::LogAppend without = append;
    without.entry.verdict.reset();
    return real_->append(without);
  }
};

// What a command changed is in the log, but half of it is not among what is true after a restart.
class LosesFacts final : public Passing {
 public:
  using Passing::Passing;
  Result<std::uint64_t> append(const sync::LogAppend& append) override {
    sync::LogAppend without = append;
    if (!append.entry.origin.device.empty()) without.facts.clear();
    return real_->append(without);
  }
};

// Everything is called accepted, whatever was decided.
class AcceptsEverything final : public Passing {
 public:
  using Passing::Passing;
  Result<std::uint64_t> append(const sync::LogAppend& append) override {
    sync::LogAppend accepted = append;
    if (accepted.entry.verdict) accepted.entry.verdict = calendar::Accepted{};
    return real_->append(accepted);
  }
};

// Every sixteenth transaction is rolled back, and called committed.
class SaysItCommitted final : public Passing {
 public:
  using Passing::Passing;
  Status transaction(const std::function<Status()>& work) override {
    if (++transactions_ % 16 != 0) return real_->transaction(work);
    bool worked = false;
    auto done = real_->transaction([&]() -> Status {
      if (auto one = work(); !one) return one;
      worked = true;
      return platform::fail(platform::ErrorKind::Unavailable, "rolled back");
    });
    return worked ? Status{} : done;
  }

 private:
  int transactions_{0};
};

template <class Store>
FleetOptions with_store() {
  FleetOptions options;
  options.wrap_store = [](std::unique_ptr<sync::LogStore> real) { return std::make_unique<Store>(std::move(real)); };
  return options;
}

// What entries change moves on by one entry, their numbers stay.
FleetOptions with_entries_changed(std::function<void(sync::LogEntry&, sync::LogEntry&)> change) {
  FleetOptions options;
  auto kept = std::make_shared<std::map<std::string, sync::LogEntry>>();
  options.from_server = [kept, change = std::move(change)](const std::string& device, std::string frame) {
    auto message = sync::decode(frame);
    auto* entries = message ? std::get_if<sync::Entries>(&*message) : nullptr;
    if (entries == nullptr) return frame;
    for (auto& entry : entries->entries) change((*kept)[device], entry);
    return sync::encode(*message);
  };
  return options;
}

FleetOptions bug(const std::string& name) {
  FleetOptions options;
  if (name == "ServerSaysBeforeItSyncs") options.server_disk_lies = true;
  if (name == "DeviceSaysBeforeItSyncs") options.device_disks_lie = true;
  if (name == "CommandsDecidedAgain") return with_store<ForgetsCommands>();
  if (name == "NumbersGivenTwice") return with_store<ForgetsNumbers>();
  if (name == "RefusalsAreNotRemembered") return with_store<DropsRefusals>();
  if (name == "FactsAreNotStored") return with_store<LosesFacts>();
  if (name == "EverythingIsAccepted") return with_store<AcceptsEverything>();
  if (name == "ACommitIsRolledBack") return with_store<SaysItCommitted>();
  if (name == "FanOutInAnotherOrder") {
    return with_entries_changed([](auto& kept, auto& entry) { std::swap(kept.changes, entry.changes); });
  }
  if (name == "VerdictsAreMixedUp") {
    return with_entries_changed([](auto& kept, auto& entry) {
      if (entry.verdict && kept.verdict) std::swap(kept.verdict, entry.verdict);
      if (entry.verdict) kept.verdict = entry.verdict;
    });
  }
  return options;
}

class Mutant : public testing::TestWithParam<const char*> {};

TEST_P(Mutant, IsFound) {
  const FleetOptions options = bug(GetParam());
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const auto seen = live_a_morning(seed, options);
    if (seen.violations.empty()) continue;
    RecordProperty("seeds", static_cast<int>(seed));
    std::printf("%s: found by seed %d: %s", GetParam(), static_cast<int>(seed), seen.violations.c_str());
    return;
  }
  FAIL() << "not found by " << kSeeds << " seeds";
}

INSTANTIATE_TEST_SUITE_P(Seeded, Mutant,
                         testing::Values("ServerSaysBeforeItSyncs", "DeviceSaysBeforeItSyncs", "CommandsDecidedAgain",
                                         "NumbersGivenTwice", "RefusalsAreNotRemembered", "FactsAreNotStored",
                                         "EverythingIsAccepted", "ACommitIsRolledBack", "FanOutInAnotherOrder",
                                         "VerdictsAreMixedUp"),
                         [](const auto& tested) { return std::string{tested.param}; });

}  // namespace
}  // namespace tandem::tests
