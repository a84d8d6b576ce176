#include "tests/simulation/history.h"

#include <algorithm>
#include <utility>

#include "tests/simulation/scope_model.h"

namespace tandem::tests {
namespace {

constexpr std::size_t kAll = 1'000'000;

}  // namespace

void History::take(sync::LogEntry entry) {
  std::optional<calendar::NumberedCommand> asked;
  const auto* heard = witness_.asked(entry.origin);
  if (heard != nullptr) asked = *heard;
  play({std::move(entry), std::move(asked), {}});
}

void History::play(Taken taken) {
  const sync::LogEntry& entry = taken.entry;
  const std::string where = "entry " + std::to_string(entry.sequence);
  violations_.expect(entry.sequence == taken_.size() + 1, where + " is out of order");
  if (!taken_.empty()) taken.world = taken_.back().world;
  for (const auto& change : entry.changes) calendar::apply(taken.world, change);
  if (!entry.origin.device.empty()) {
    violations_.expect(entry.verdict.has_value(), where + " has no verdict");
    violations_.expect(decided_.insert(entry.origin).second, where + " decides a command again");
  }
  expect_no_room_held_twice(taken.world, violations_);
  const auto* asked = taken.asked ? &*taken.asked : nullptr;
  model_.play(entry, asked, violations_);
  leases_.follow(entry, asked, taken.world);
  taken_.push_back(std::move(taken));
}

void History::follow(sync::LogStore& store) {
  epoch_ = store.epoch();
  auto fresh = store.entries_after(taken_.size(), kAll);
  if (!fresh || fresh->empty()) return;  // a disk that fails now is read again later
  for (auto& entry : *fresh) take(std::move(entry));
  model_.compare(taken_.back().world, violations_);
}

bool History::begins_with_ours(const std::vector<sync::LogEntry>& entries) const {
  const auto same = [](const Taken& taken, const sync::LogEntry& entry) { return taken.entry == entry; };
  return entries.size() >= taken_.size() && std::equal(taken_.begin(), taken_.end(), entries.begin(), same);
}

void History::compare(sync::LogStore& store) {
  const auto all = store.entries_after(0, kAll);
  if (!all) return;
  violations_.expect(begins_with_ours(*all), "the log lost what it had committed: it had " +
                                                 std::to_string(taken_.size()) + " entries and has " +
                                                 std::to_string(all->size()));
  if (begins_with_ours(*all)) follow(store);
}

void History::begin_again(sync::LogStore& store) {
  const auto all = store.entries_after(0, kAll);
  if (!violations_.expect(all.has_value(), "the log that was set back cannot be read")) return;
  auto before = std::exchange(taken_, {});
  decided_.clear();
  model_ = {};
  leases_.server_set_back();
  epoch_ = store.epoch();
  for (std::size_t i = 0; i < all->size(); ++i) {
    const bool heard_then = i < before.size() && before[i].entry == (*all)[i];
    if (heard_then) {
      play({(*all)[i], std::move(before[i].asked), {}});
    } else {
      take((*all)[i]);
    }
  }
}

void History::check(const Standing& device, const sync::Snapshot& snapshot) {
  if (!taken_.empty()) leases_.saw(device, snapshot, taken_.back().world, {epoch_, taken_.size()});
  if (snapshot.cursor.epoch != epoch_ || snapshot.cursor.sequence == 0) return;
  if (snapshot.cursor.sequence > taken_.size() || snapshot.health.waiting > 0) return;
  compare_shown(device, snapshot);
}

void History::compare_shown(const Standing& device, const sync::Snapshot& snapshot) {
  const calendar::World then = part_of_site(taken_[snapshot.cursor.sequence - 1].world, device.site);
  const calendar::World& shown = *snapshot.world;
  const bool same = shown.bookings == then.bookings && shown.sessions == then.sessions && shown.rooms == then.rooms &&
                    shown.pairs == then.pairs && shown.people == then.people && shown.leases == then.leases;
  violations_.expect(same, device.id.text() + " shows something else than was true at entry " +
                               std::to_string(snapshot.cursor.sequence));
}

}  // namespace tandem::tests
