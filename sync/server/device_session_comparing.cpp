// What a device says of itself: how far it is, whether its truth is ours, how old its queue is.

#include <utility>

#include "platform/base/log.h"
#include "sync/server/device_session.h"
#include "sync/server/scopes.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

void DeviceSession::on_ack(const Ack& ack) {
  core_->health_[device_].acknowledged = ack.cursor;
  if (!snapshot_) snapshot_unread_ = false;
}

void DeviceSession::on_heartbeat(const Heartbeat& heartbeat) {
  core_->health_[device_].heard_at = core_->now();
  if (heartbeat.outbox) note_outbox(*heartbeat.outbox);
  if (heartbeat.state) compare(*heartbeat.state);
}

void DeviceSession::note_outbox(const OutboxAge& outbox) {
  OutboxAge& known = core_->health_[device_].outbox;
  if (outbox.last_set_aside && outbox.last_set_aside != known.last_set_aside) {
    const bool damaged = outbox.last_set_aside->reason == SetAsideReason::RowDamaged;
    core_->audit({0, core_->now(), AuditKind::CommandSetAside, "device " + device_.text(),
                  address_of(connection_->peer()), "number " + std::to_string(outbox.last_set_aside->number),
                  std::string{damaged ? "its row is damaged" : "the server refused to read it"} + "; " +
                      std::to_string(outbox.set_aside) + " in all",
                  ""});
  }
  known = outbox;
  if (outbox.oldest < kOutboxOverdue || std::exchange(overdue_said_, true)) return;
  platform::log_warning("server", "device " + device_.text() + " is connected and " + std::to_string(outbox.waiting) +
                                      " of its commands wait, the oldest for " +
                                      std::to_string(outbox.oldest / std::chrono::seconds{1}) + " s");
}

// Until the device has a snapshot that is on its way, it speaks of the truth before.
void DeviceSession::compare(const StateMark& state) {
  if (state.form != kStateForm || state.sequence == 0 || snapshot_ || snapshot_unread_) return;
  if (scope_changed()) return;
  const auto ours = scoped_ ? scope()->checksum_at(state.sequence) : core_->marks_.at(state.sequence);
  if (!ours || *ours == state.checksum) return;
  DeviceHealth& health = core_->health_[device_];
  ++health.mismatches;
  const std::string what = "device " + device_.text() + " differs from us at #" + std::to_string(state.sequence);
  const bool helpless = health.resynced_at && core_->now() < *health.resynced_at + kResyncEvery;
  platform::log_error("server", what + (helpless ? ", again" : ": it gets everything anew"));
  if (helpless) return;
  ++health.resyncs;
  health.resynced_at = core_->now();
  skip_to_snapshot();
  if (connection_ != nullptr) pump();
}

}  // namespace tandem::sync
