// The sending half of a device session: snapshot, entries, heartbeats, never more than the device takes.

#include <algorithm>

#include "platform/base/log.h"
#include "sync/protocol/codec.h"
#include "sync/server/device_session.h"
#include "sync/server/scopes.h"
#include "sync/server/server_core.h"
#include "sync/server/snapshot_frames.h"

namespace tandem::sync {

namespace {

bool shows(const calendar::World& world, const FeedOwner& owner) {
  return std::visit([&](const auto& id) { return calendar::find(world, id) != nullptr; }, owner);
}

}  // namespace

void DeviceSession::entry_appended(const LogEntry& entry, const std::string& shared) {
  if (connection_ == nullptr) return;
  if (scope_changed()) return end("the company's sites changed");
  if (scoped_) return pump();
  const bool next = !snapshot_ && sent_ + 1 == entry.sequence;
  if (!next || paused() || shared.size() > kMaxEntryBytes) return pump();
  if (entry.origin.device == device_) {
    send(Entries{{entry}});
  } else {
    send_frame(shared);
  }
  sent_ = entry.sequence;
}

bool DeviceSession::needs_snapshot(const Hello& hello) {
  const Cursor& cursor = hello.cursor;
  const std::uint64_t head = core_->head();
  if (cursor.epoch != core_->store().epoch() || cursor.sequence == 0) return true;
  if (scoped_) return hello.scope != scope_name(rights_.site) || cursor.sequence < scope()->complete_from();
  if (!hello.scope.empty()) return true;
  if (head - cursor.sequence > kMaxCatchUp) return true;
  const auto oldest = core_->store().oldest();
  return !oldest || cursor.sequence + 1 < *oldest;
}

void DeviceSession::begin_snapshot() {
  if (!core_->admission().snapshots.take(device_, core_->loop().clock().steady())) {
    core_->tally(AuditKind::LimitHit, "device " + device_.text(), address_of(connection_->peer()), "snapshots");
    return deny(DenialReason::Busy, "asks for everything too often");
  }
  snapshot_ = core_->snapshot_frames(rights_.site);
  snapshot_next_ = 0;
  snapshot_unread_ = true;
  if (snapshot_ == nullptr) deny(DenialReason::Busy, "the store cannot be read");
}

void DeviceSession::skip_to_snapshot() {
  for (std::uint64_t passed = sent_; passed < core_->head();) {
    const auto read = core_->store().entries_after(passed, kMaxBatch);
    if (!read) return deny(DenialReason::Busy, read.error().message);
    if (read->empty()) break;
    for (const auto& entry : *read) {
      if (entry.origin.device == device_ && entry.verdict) known_verdicts_[entry.origin.number] = *entry.verdict;
    }
    passed = read->back().sequence;
  }
  begin_snapshot();
}

void DeviceSession::pump() {
  pump_timer_.reset();
  if (connection_ != nullptr && scope_changed()) return end("the company's sites changed");
  while (connection_ != nullptr && !paused()) {
    if (snapshot_) {
      send_snapshot_frames();
    } else if (scoped_ && sent_ < core_->head()) {
      send_scoped_entries(*scope());
    } else if (sent_ + kMaxCatchUp < core_->head()) {
      skip_to_snapshot();
    } else if (sent_ < core_->head()) {
      send_entries();
    } else {
      send_known_verdicts();
      if (!ages_ever_sent_) send_heartbeats();
      return;
    }
  }
  if (connection_ == nullptr) return;
  pump_timer_ = core_->loop().call_after(kSendPause, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->pump();
  });
}

void DeviceSession::send_snapshot_frames() {
  while (snapshot_next_ < snapshot_->frames().size()) {
    if (paused()) return;
    send_frame(snapshot_->frames()[snapshot_next_++]);
    if (connection_ == nullptr) return;
  }
  sent_ = told_ = snapshot_->cursor().sequence;
  snapshot_.reset();
}

void DeviceSession::send_entries() {
  auto read = core_->store().entries_after(sent_, kMaxBatch);
  if (!read) return deny(DenialReason::Busy, read.error().message);
  // What comes next was forgotten meanwhile.
  if (!read->empty() && read->front().sequence != sent_ + 1) return skip_to_snapshot();
  Entries batch;
  std::size_t bytes = 0;
  for (auto& entry : *read) {
    const std::size_t size = encode_entry(entry).size();
    if (batch.entries.empty() && size > kMaxEntryBytes) return skip_to_snapshot();
    if (!batch.entries.empty() && bytes + size > kTargetFrameBytes) break;
    bytes += size;
    batch.entries.push_back(for_this_device(std::move(entry)));
  }
  if (batch.entries.empty()) return deny(DenialReason::Busy, "the log ends before its head");
  sent_ = batch.entries.back().sequence;
  send(batch);
}

void DeviceSession::send_scoped_entries(const SiteScope& scope) {
  if (sent_ < scope.complete_from()) return skip_to_snapshot();
  const auto entries = scope.entries_after(sent_, kMaxBatch);
  if (entries.size() == 1 && send_shared(scope, *entries.front())) return;
  Entries batch;
  std::size_t bytes = 0;
  for (const LogEntry* entry : entries) {
    if (entry->sequence > core_->head()) break;  // of a group that is being told: in its turn
    const std::size_t size = encode_entry(*entry).size();
    if (batch.entries.empty() && size > kMaxEntryBytes) return skip_to_snapshot();
    if (!batch.entries.empty() && bytes + size > kTargetFrameBytes) break;
    if (version_ < kScopeSince) fill_up_to(batch, entry->sequence);
    if (batch.entries.size() >= kMaxBatch) break;  // and come back for it
    bytes += size;
    batch.entries.push_back(for_this_device(*entry));
    batch.entries.back().passed = entry->sequence - told_ - 1;
    sent_ = told_ = entry->sequence;
  }
  if (entries.empty() || entries.front()->sequence > core_->head()) sent_ = core_->head();
  if (!batch.entries.empty()) send(batch);
}

bool DeviceSession::send_shared(const SiteScope& scope, const LogEntry& entry) {
  if (version_ < kScopeSince || entry.origin.device == device_) return false;
  const std::string& frame = scope.frame_without_verdict(entry, entry.sequence - told_ - 1);
  if (frame.size() > kMaxEntryBytes) return false;
  sent_ = told_ = entry.sequence;
  send_frame(frame);
  return true;
}

void DeviceSession::fill_up_to(Entries& batch, std::uint64_t to) {
  while (told_ + 1 < to && batch.entries.size() < kMaxBatch) {
    batch.entries.push_back(LogEntry{++told_, core_->now(), {}, {}, {}});
  }
  sent_ = std::max(sent_, told_);
}

void DeviceSession::tell_passed() {
  Entries batch;
  if (version_ < kScopeSince) {
    fill_up_to(batch, sent_ + 1);
  } else {
    batch.entries.push_back(LogEntry{sent_, core_->now(), {}, {}, {}, sent_ - told_ - 1});
    told_ = sent_;
  }
  send(batch);
}

LogEntry DeviceSession::for_this_device(LogEntry entry) const {
  if (entry.origin.device != device_) entry.verdict.reset();
  return entry;
}

void DeviceSession::send_known_verdicts() {
  for (const auto& [number, verdict] : known_verdicts_) send(KnownVerdict{number, verdict});
  known_verdicts_.clear();
}

void DeviceSession::send(const Message& message) { send_frame(encode(message)); }

void DeviceSession::send_frame(const std::string& frame) {
  if (connection_ == nullptr) return;
  ++frames_sent_;
  connection_->send(frame);
}

bool DeviceSession::paused() const { return connection_->queued_bytes() >= kSendPauseBytes; }

void DeviceSession::beat_later() {
  beat_due_ = core_->loop().clock().steady() + kHeartbeatEvery;
  beat_timer_ = core_->device_timers().call_after(kHeartbeatEvery, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->on_beat();
  });
}

void DeviceSession::on_beat() {
  if (connection_ == nullptr) return;
  const auto now = core_->loop().clock().steady();
  // The core itself stood still: what the device said meanwhile is still waiting.
  if (now - beat_due_ >= kStalled) last_heard_ = now;
  if (now - last_heard_ >= kSilence) return close("silent");
  // Its live connection lasts no longer than what let it in.
  const auto wall = std::chrono::floor<std::chrono::seconds>(core_->loop().clock().wall());
  if (certificate_ && wall >= certificate_->not_after) return close("its certificate has expired");
  const bool blocked = paused() && frames_sent_ == frames_at_beat_;
  blocked_beats_ = blocked ? blocked_beats_ + 1 : 0;
  if (blocked_beats_ >= kMaxBlockedBeats) return close("does not read");
  if (scoped_ && !snapshot_ && !paused() && sent_ >= told_ + kPassedUntold) tell_passed();
  // The first one tells a device that it is up to date (client_session.h).
  if (!paused() && !snapshot_ && sent_ == core_->head()) send_heartbeats();
  frames_at_beat_ = frames_sent_;
  if (connection_ != nullptr) beat_later();
}

void DeviceSession::send_heartbeats() {
  Heartbeat beat;
  beat.sent_at = core_->loop().clock().wall();
  for (const auto& [owner, tracked] : core_->feed_ages()) {
    if (ages_ever_sent_ && tracked.version <= ages_sent_) continue;
    if (scoped_ && !shows(scope()->world(), owner)) continue;
    beat.feeds.push_back(tracked.age);
    if (beat.feeds.size() < kMaxBatch) continue;
    send(beat);
    beat.feeds.clear();
  }
  send(beat);
  ages_ever_sent_ = true;
  ages_sent_ = core_->feed_ages_version();
}

}  // namespace tandem::sync
