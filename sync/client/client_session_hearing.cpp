// The listening half of the device's conversation: one function for each message that a server may send.

#include "sync/client/client_session.h"

#include <algorithm>

#include "platform/base/log.h"
#include "sync/protocol/codec.h"

namespace tandem::sync {

using platform::Error;
using platform::ErrorKind;

namespace {

// How a denial is shown. A server that is only busy is one to try again soon.
bool is_final(DenialReason reason) { return reason != DenialReason::Busy; }

}  // namespace

void ClientSession::link_said(std::string frame) {
  received_at_ = loop_.clock().steady();
  const auto message = decode(frame);
  if (!message) return drop({message.error().kind, "the server sent nonsense: " + message.error().message});
  std::visit([this](const auto& content) { take(content); }, *message);
}

void ClientSession::take(const Welcome& welcome) {
  if (phase_ != Phase::Greeting) return drop({ErrorKind::Invalid, "a second welcome"});
  if (welcome.version < kOldestProtocolVersion || welcome.version > kProtocolVersion)
    return drop({ErrorKind::Invalid, "the server chose a version we do not speak"});
  version_ = welcome.version;
  server_time_.measure(welcome.server_time, received_at_ - greeted_at_, loop_.clock());
  time_learned();
  if (const auto greeted = truth_.greet(welcome); !greeted) return drop(greeted.error());
  server_epoch_ = welcome.epoch;
  welcomed_at_ = received_at_;
  phase_ = Phase::CatchingUp;
  link_state_ = LinkState::Connecting;
  link_message_.clear();
  if (truth_.cursor().epoch == server_epoch_) return caught_up();
  was_up_to_date_ = false;  // another history has other leases
  publish();
}

void ClientSession::take(const Denied& denied) {
  const std::string message = "the server refused this device: " + denied.message;
  if (denied.reason == DenialReason::ProtocolError && phase_ == Phase::Live && in_flight() > 0) {
    look_for_poison();
    if (!poison_.helpless()) return drop({ErrorKind::Unavailable, message});
  }
  if (is_final(denied.reason)) return wait_after_denial(message);
  drop({ErrorKind::Unavailable, message});
}

void ClientSession::look_for_poison() {
  const auto& pending = truth_.pending();
  const std::size_t under_way = in_flight();
  const std::uint64_t last = pending[under_way - 1].command.id.number;
  const auto given_up = poison_.accuse(under_way, pending.front().command.id.number, last);
  if (!given_up) return;
  platform::log_error("client", "command " + std::to_string(*given_up) + " is set aside: the server cannot read it");
  if (const auto done = truth_.set_aside(*given_up, now()); !done) {
    platform::log_error("client", "it could not be set aside: " + done.error().message);
  }
  publish();
}

void ClientSession::verdicts_came() {
  push_progress_at_ = loop_.clock().steady();
  const auto& pending = truth_.pending();
  poison_.verdicts(pending.empty() ? std::nullopt : std::optional{pending.front().command.id.number});
}

void ClientSession::take(const SnapshotPart& part) {
  if (phase_ != Phase::CatchingUp && phase_ != Phase::Live)
    return drop({ErrorKind::Invalid, "a snapshot before welcome"});
  if (part.first) ++snapshots_;
  phase_ = Phase::CatchingUp;
  link_state_ = LinkState::Connecting;
  const auto complete = truth_.take_part(part, now());
  if (!complete) return drop(complete.error());
  if (!*complete) return publish();
  progressed();
  caught_up();
}

void ClientSession::take(const Entries& entries) {
  if (phase_ != Phase::Live) return drop({ErrorKind::Invalid, "entries without the snapshot they follow"});
  const std::size_t pending = truth_.pending().size();
  const auto moved = truth_.apply(entries.entries, now());
  if (!moved) return drop(moved.error());
  if (!*moved) return;
  if (truth_.pending().size() < pending) verdicts_came();
  progressed();
  publish();
  push();
}

void ClientSession::take(const KnownVerdict& known) {
  if (phase_ != Phase::Live) return drop({ErrorKind::Invalid, "a verdict before the snapshot"});
  if (const auto stored = truth_.take_verdict(known, now()); !stored) return drop(stored.error());
  verdicts_came();
  publish();
  push();
}

void ClientSession::take(const Heartbeat& heartbeat) {
  if (phase_ != Phase::CatchingUp && phase_ != Phase::Live)
    return drop({ErrorKind::Invalid, "a heartbeat before welcome"});
  if (received_at_ - welcomed_at_ >= kHeartbeatEvery) backoff_.reset();
  // The server sends its first one when it has sent everything else.
  const bool first = phase_ == Phase::Live && version_ >= kLeasesSince && !std::exchange(was_up_to_date_, true);
  server_time_.hear(heartbeat.sent_at, loop_.clock());
  time_learned();
  bool feeds_changed = false;
  for (const FeedAge& age : heartbeat.feeds) {
    const auto* room = std::get_if<calendar::RoomId>(&age.owner);
    if (room == nullptr) continue;
    room_feeds_[*room] = age;
    feeds_changed = true;
  }
  if (first || feeds_changed || !heard_published_ || *last_heard_ - *heard_published_ >= kHeardStep) publish();
}

void ClientSession::take(const Later& later) {
  if (phase_ != Phase::Live || version_ < kLaterSince) {
    return drop({ErrorKind::Invalid, "told to come later out of turn"});
  }
  const auto wait =
      later.retry_after +
      std::chrono::milliseconds{random_.below(static_cast<std::uint64_t>(later.retry_after.count()) / 2 + 1)};
  pushed_up_to_ = std::min(pushed_up_to_, later.number - 1);
  patient_until_ = loop_.clock().steady() + wait;
  push_progress_at_ = patient_until_;
  watchdog_.begin(patient_until_);
  patience_timer_ = loop_.call_after(wait, [this] { push(); });
}

void ClientSession::take(const Recall& recall) {
  if (phase_ != Phase::Live && phase_ != Phase::CatchingUp)
    return drop({ErrorKind::Invalid, "a recall before welcome"});
  const auto stored = truth_.give_up_lease(recall.room, now());
  if (!stored) platform::log_error("client", "a lease was not given up: " + stored.error().message);
  if (!stored || !*stored) return;
  publish();
  push();
}

template <class Unexpected>
void ClientSession::take(const Unexpected&) {
  drop({ErrorKind::Invalid, "the server sent what only a device may send"});
}

}  // namespace tandem::sync
