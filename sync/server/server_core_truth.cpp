// How the core's World stays what the store holds: transactions, and what other servers wrote meanwhile.

#include <utility>

#include "platform/base/log.h"
#include "sync/server/device_session.h"
#include "sync/server/no_show_timer.h"
#include "sync/server/scopes.h"
#include "sync/server/server_core.h"
#include "sync/server/snapshot_frames.h"

namespace tandem::sync {

using platform::ErrorKind;
using platform::Status;

namespace {

std::vector<FeedSource> sources_of(const std::map<FeedOwner, FeedState>& feeds) {
  std::vector<FeedSource> sources;
  for (const auto& [owner, feed] : feeds) sources.push_back(feed.source);
  return sources;
}

}  // namespace

Status ServerCore::load() {
  auto loaded = read_anew();
  if (loaded) tell_missed();
  return loaded;
}

Status ServerCore::reload(const LogPosition& position) {
  auto world = store_->load();
  if (!world) return tl::unexpected(world.error());
  if (!epoch_.empty() && epoch_ != position.epoch) another_history_ = true;
  epoch_ = position.epoch;
  world_ = std::move(*world);
  world_at_ = position.head;
  checksum_ = StateChecksum{world_};
  marks_.restart(world_at_, checksum_.value());
  missed_.clear();
  snapshot_.reset();
  applied_ = world_at_;
  scopes_->restart(world_, world_at_);
  stale_ = false;
  return {};
}

Status ServerCore::advance_world() {
  auto position = store_->position();
  if (!position) return tl::unexpected(position.error());
  if (stale_ || position->epoch != epoch_ || position->head < world_at_) return reload(*position);
  return read_missed(position->head);
}

Status ServerCore::read_missed(std::uint64_t head) {
  while (world_at_ < head) {
    auto entries = store_->entries_after(world_at_, kMaxBatch);
    if (!entries) return tl::unexpected(entries.error());
    if (entries->empty() || entries->front().sequence != world_at_ + 1) {
      auto oldest = store_->oldest();
      if (!oldest) return tl::unexpected(oldest.error());
      // This server was away for longer than entries are kept.
      if (*oldest > world_at_ + 1) return read_anew();
      return platform::fail(ErrorKind::Corrupt, "the log has a gap after " + std::to_string(world_at_));
    }
    for (auto& entry : *entries) {
      for (const auto& change : entry.changes) checksum_.apply(world_, change);
      world_at_ = entry.sequence;
      marks_.note(world_at_, checksum_.value());
      applied_ = world_at_;
      scopes_->advance(world_, entry);
      missed_.push_back(std::move(entry));
    }
  }
  return {};
}

Status ServerCore::read_anew() {
  return store_->reading([this]() -> Status {
    auto position = store_->position();
    if (!position) return tl::unexpected(position.error());
    return reload(*position);
  });
}

void ServerCore::tell_missed() {
  if (std::exchange(another_history_, false)) {
    head_ = world_at_;
    const auto connected = sessions_;  // ending one takes it out of the map
    for (const auto& [device, session] : connected) session->end("another history begins");
    no_shows_->schedule();
  }
  for (const auto& entry : std::exchange(missed_, {})) fan_out(entry);
  if (head_ == world_at_) return;
  // The World was read again and is further on: each device reads the way there from the log.
  head_ = world_at_;
  snapshot_.reset();
  const auto connected = sessions_;
  for (const auto& [device, session] : connected) session->log_has_grown();
  no_shows_->schedule();
}

Status ServerCore::in_transaction(const std::function<Status()>& work) {
  auto done = store_->transaction([&]() -> Status {
    if (auto ready = advance_world(); !ready) return ready;
    stale_ = true;  // what `work` does to the World counts when it is committed
    return work();
  });
  if (done) {
    stale_ = false;
    tell_missed();
    return done;
  }
  platform::log_error("server", "nothing was committed: " + done.error().message);
  if (!stale_) return done;
  if (auto loaded = load(); !loaded) platform::log_error("server", "reading the store: " + loaded.error().message);
  return done;
}

Status ServerCore::catch_up() {
  if (!store_->shared()) return stale_ ? load() : Status{};
  auto position = store_->position();
  if (!position) return tl::unexpected(position.error());
  if (stale_ || position->epoch != epoch_ || position->head < world_at_) {
    if (auto loaded = load(); !loaded) return loaded;
  } else {
    auto read = read_missed(position->head);
    tell_missed();
    if (!read) return read;
  }
  if (position->administration == administration_) return {};
  if (auto refreshed = refresh_administration(); !refreshed) return refreshed;
  administration_ = position->administration;
  return {};
}

Status ServerCore::refresh_administration() {
  auto known = store_->devices();
  if (!known) return tl::unexpected(known.error());
  std::map<calendar::DeviceId, DeviceRecord> by_id;
  for (auto& device : *known) by_id.emplace(device.id, std::move(device));
  const auto connected = sessions_;
  for (const auto& [device, session] : connected) {
    const auto found = by_id.find(device);
    if (found == by_id.end() || found->second.revoked) {
      session->end("revoked");
    } else if (found->second.token_hash != session->token_hash()) {
      session->end("enrolled anew");
    } else if (rights_of(found->second) != session->rights()) {
      session->end("its rights changed");
    }
  }
  if (auto refreshed = refresh_certificates(); !refreshed) return refreshed;
  const auto before = sources_of(feeds_);
  if (auto loaded = load_feeds(); !loaded) return loaded;
  if (feeds_changed_ && sources_of(feeds_) != before) feeds_changed_();
  return {};
}

void ServerCore::set_on_duty(bool on_duty) {
  if (std::exchange(on_duty_, on_duty) == on_duty) return;
  platform::log_info("server", on_duty ? "on duty: reads the calendars, releases rooms" : "another server is on duty");
  no_shows_->schedule();
  if (feeds_changed_) feeds_changed_();
}

}  // namespace tandem::sync
