#include "sync/server/lease_keeper.h"

#include <set>

#include "platform/base/log.h"
#include "sync/server/device_session.h"
#include "sync/server/recall_desk.h"
#include "sync/server/server_core.h"

namespace tandem::sync {
namespace {

// He waits for kRecallWithin, and then has to hear of it and be decided.
constexpr auto kLeftFreeFor = 2 * kRecallWithin;

}  // namespace

void LeaseKeeper::start() {
  timer_ = core_.loop().call_after(kLeaseLook, [this] { on_timer(); });
}

void LeaseKeeper::stop() {
  timer_.reset();
  soon_.reset();
}

void LeaseKeeper::look_soon() {
  if (soon_) return;
  soon_ = std::make_shared<bool>(true);
  core_.loop().post([this, wanted = std::weak_ptr<bool>(soon_)] {
    if (!wanted.lock()) return;  // stopped meanwhile
    soon_.reset();
    look();
  });
}

void LeaseKeeper::leave_free(const calendar::RoomId& room) {
  const auto now = core_.loop().clock().steady();
  std::erase_if(free_until_, [now](const auto& entry) { return entry.second <= now; });
  free_until_[room] = now + kLeftFreeFor;
}

bool LeaseKeeper::is_left_free(const calendar::RoomId& room) const {
  const auto found = free_until_.find(room);
  return found != free_until_.end() && core_.loop().clock().steady() < found->second;
}

void LeaseKeeper::on_timer() {
  look();
  start();
}

void LeaseKeeper::look() {
  ask_back();
  if (due().empty()) return;
  auto done = core_.commit_made([this] { return due(); });
  // The store knows better about one of them, which must not cost the others theirs.
  if (!done && done.error().kind == platform::ErrorKind::Invalid) done = commit_one_by_one();
  if (!done) platform::log_warning("server", "leases were not renewed: " + done.error().message);
}

platform::Status LeaseKeeper::commit_one_by_one() {
  platform::Status all;
  for (const calendar::Change& change : due()) {
    if (auto done = core_.commit_made([&] { return std::vector{change}; }); !done) all = std::move(done);
  }
  return all;
}

std::vector<calendar::Change> LeaseKeeper::due() const {
  std::vector<calendar::Change> changes;
  std::set<calendar::RoomId> leased;  // a room may have two doors
  for (const auto& [device, session] : core_.sessions()) {
    if (!session->door() || changes.size() >= kMaxLeasesAtOnce) continue;
    if (leased.contains(*session->door()) || is_left_free(*session->door())) continue;
    if (auto lease = calendar::next_lease(core_.world(), *session->door(), device, core_.now())) {
      leased.insert(lease->room);
      changes.push_back(calendar::RoomLeased{std::move(*lease)});
    }
  }
  return changes;
}

void LeaseKeeper::ask_back() {
  const auto now = core_.loop().clock().steady();
  std::map<calendar::RoomId, platform::SteadyTime> asked;
  for (const auto& [room, lease] : core_.world().leases) {
    const auto holder = core_.sessions().find(lease.holder);
    if (holder == core_.sessions().end() || !holder->second->takes_recalls()) continue;
    if (holder->second->door() == room && lease.held.end > core_.now()) continue;
    const auto before = asked_back_.find(room);
    const bool again = before != asked_back_.end() && now - before->second < kAskBackEvery;
    asked.emplace(room, again ? before->second : now);
    if (!again) holder->second->recall(room);
  }
  asked_back_ = std::move(asked);
}

}  // namespace tandem::sync
