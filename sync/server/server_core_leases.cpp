// The doors' part of the core: who holds which lease, and asking for it back.

#include "sync/server/device_session.h"
#include "sync/server/lease_keeper.h"
#include "sync/server/recall_desk.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

using platform::Status;

Status ServerCore::commit_made(const std::function<std::vector<calendar::Change>()>& make) {
  LogEntry entry;
  auto done = in_transaction([&]() -> Status {
    entry = LogEntry{0, now(), {}, make(), {}};
    return entry.changes.empty() ? Status{} : append(entry, {});
  });
  if (!done) return done;
  if (entry.sequence != 0) fan_out(entry);
  if (committed_) committed_();
  return {};
}

bool ServerCore::recall(const calendar::RoomId& room) {
  if (recall_here(room)) return true;
  if (tell_recall_) tell_recall_(room);
  return static_cast<bool>(tell_recall_);
}

bool ServerCore::recall_here(const calendar::RoomId& room) {
  const calendar::Lease* lease = calendar::lease_of(world_, room);
  if (lease == nullptr) return false;
  const auto holder = sessions_.find(lease->holder);
  if (holder == sessions_.end() || !holder->second->takes_recalls()) return false;
  leases_->leave_free(room);
  holder->second->recall(room);
  return true;
}

const std::map<calendar::RoomId, LeaseCost>& ServerCore::lease_costs() const { return recalls_->costs(); }

void ServerCore::follow_leases(const LogEntry& entry) {
  for (const auto& change : entry.changes) {
    const auto* ended = std::get_if<calendar::LeaseEnded>(&change);
    if (ended != nullptr && !recalls_->lease_ended(ended->room)) leases_->look_soon();
  }
}

Status ServerCore::end_leases_of(const calendar::DeviceId& device) {
  std::vector<calendar::RoomId> rooms;
  const auto done = commit_made([&] {
    std::vector<calendar::Change> ended;
    rooms.clear();  // it may be called several times
    for (const auto& [room, lease] : world_.leases) {
      if (lease.holder != device) continue;
      ended.push_back(calendar::LeaseEnded{room});
      rooms.push_back(room);
    }
    return ended;
  });
  for (const auto& room : rooms) {
    audit(AuditKind::LeaseEnded, "lease of " + room.text() + " to device " + device.text(),
          done ? "done" : "failed: " + done.error().message);
  }
  return done;
}

}  // namespace tandem::sync
