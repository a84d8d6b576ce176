#include "sync/client/client_session.h"

#include <algorithm>

#include "platform/base/log.h"
#include "sync/protocol/codec.h"

namespace tandem::sync {
namespace {

using platform::Error;
using platform::ErrorKind;

// How a denial is shown. A server that is only busy is one to try again soon.
bool is_final(DenialReason reason) { return reason != DenialReason::Busy; }

// A certificate we do not trust: trying harder does not help.
bool is_final(const Error& why) { return why.kind == ErrorKind::Denied; }

}  // namespace

ClientSession::ClientSession(platform::EventLoop& loop, platform::FrameDialer& dialer, platform::Random& random,
                             LocalTruth& truth, Publish publish)
    : loop_(loop), dialer_(dialer), random_(random), truth_(truth), publish_(std::move(publish)) {
  last_heard_ = truth_.heard_at();
  this->publish();
}

ClientSession::~ClientSession() { stop(); }

void ClientSession::start(SessionIdentity identity) {
  identity_ = std::move(identity);
  dial();
}

void ClientSession::stop() {
  phase_ = Phase::Stopped;
  retry_timer_.reset();
  tick_timer_.reset();
  if (const auto link = std::exchange(link_, nullptr)) link->let_go();
}

void ClientSession::submit(std::uint64_t ticket, calendar::Command command) {
  const auto stored = truth_.submit(ticket, std::move(command), now());
  storage_message_ = stored ? std::string{} : stored.error().message;
  if (!stored) platform::log_error("client", "a command was not stored: " + storage_message_);
  publish();
  push();
}

void ClientSession::dial() {
  phase_ = Phase::Dialling;
  received_at_ = loop_.clock().steady();
  pushed_up_to_ = 0;
  LinkOwner& owner = *this;
  link_ = std::make_shared<ServerLink>(owner);
  arm_tick();
  dialer_.dial(link_);
}

void ClientSession::link_opened() {
  phase_ = Phase::Greeting;
  received_at_ = loop_.clock().steady();
  send(Hello{kProtocolVersion, kProtocolVersion, identity_.device, identity_.token, identity_.software,
             truth_.cursor()});
}

void ClientSession::link_said(std::string frame) {
  received_at_ = loop_.clock().steady();
  const auto message = decode(frame);
  if (!message) return drop({message.error().kind, "the server sent nonsense: " + message.error().message});
  std::visit([this](const auto& content) { take(content); }, *message);
}

void ClientSession::link_ended(const Error& why) { drop(why); }

void ClientSession::send(const Message& message) {
  if (link_) link_->send(encode(message));
}

std::size_t ClientSession::in_flight() const {
  const auto pushed = [this](const OutboxItem& item) { return item.command.id.number <= pushed_up_to_; };
  return static_cast<std::size_t>(std::ranges::count_if(truth_.pending(), pushed));
}

void ClientSession::push() {
  if (phase_ != Phase::Live) return;
  const std::size_t waiting = in_flight();
  Push push;
  for (const OutboxItem& item : truth_.pending()) {
    if (item.command.id.number <= pushed_up_to_) continue;
    if (waiting + push.commands.size() >= kMaxPushed) break;
    push.commands.push_back(item.command);
  }
  if (push.commands.empty()) return;
  const std::uint64_t last = push.commands.back().id.number;
  if (const auto noted = truth_.note_pushed(last); !noted) return drop(noted.error());
  if (waiting == 0) push_progress_at_ = loop_.clock().steady();
  pushed_up_to_ = last;
  send(push);
}

void ClientSession::drop(const Error& why) {
  if (phase_ == Phase::Stopped) return;
  const std::string message = std::string{platform::name_of(why.kind)} + ": " + why.message;
  if (is_final(why)) return wait(LinkState::Denied, message, kDeniedRetry);
  wait(LinkState::Offline, message, backoff_.next(random_));
}

void ClientSession::wait(LinkState shown_as, std::string message, std::chrono::milliseconds delay) {
  phase_ = Phase::Waiting;
  tick_timer_.reset();
  truth_.drop_parts();
  if (const auto link = std::exchange(link_, nullptr)) link->let_go();
  const bool changed = link_state_ != shown_as || link_message_ != message;
  if (changed) platform::log_warning("client", message);
  link_state_ = shown_as;
  link_message_ = std::move(message);
  retry_timer_ = loop_.call_after(delay, [this] { dial(); });
  if (changed) publish();
}

void ClientSession::arm_tick() {
  tick_timer_ = loop_.call_after(kHeartbeatEvery, [this] { tick(); });
}

void ClientSession::tick() {
  const platform::SteadyTime now = loop_.clock().steady();
  if (now - received_at_ >= kSilence) return drop({ErrorKind::TimedOut, "the server is silent"});
  if (in_flight() > 0 && now - push_progress_at_ >= kVerdictWithin) {
    return drop({ErrorKind::TimedOut, "the server gave no verdict"});
  }
  arm_tick();
  if (phase_ == Phase::CatchingUp || phase_ == Phase::Live) send(Heartbeat{loop_.clock().wall(), {}});
}

void ClientSession::take(const Welcome& welcome) {
  if (phase_ != Phase::Greeting) return drop({ErrorKind::Invalid, "a second welcome"});
  if (welcome.version != kProtocolVersion)
    return drop({ErrorKind::Invalid, "the server chose a version we do not speak"});
  learn_time(welcome.server_time);
  if (const auto greeted = truth_.greet(welcome); !greeted) return drop(greeted.error());
  server_epoch_ = welcome.epoch;
  welcomed_at_ = received_at_;
  phase_ = Phase::CatchingUp;
  link_state_ = LinkState::Connecting;
  link_message_.clear();
  if (truth_.cursor().epoch == server_epoch_) return caught_up();
  publish();
}

void ClientSession::take(const Denied& denied) {
  const std::string message = "the server refused this device: " + denied.message;
  if (is_final(denied.reason)) return wait(LinkState::Denied, message, kDeniedRetry);
  drop({ErrorKind::Unavailable, message});
}

void ClientSession::take(const SnapshotPart& part) {
  if (phase_ != Phase::CatchingUp && phase_ != Phase::Live)
    return drop({ErrorKind::Invalid, "a snapshot before welcome"});
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
  if (truth_.pending().size() < pending) push_progress_at_ = loop_.clock().steady();
  progressed();
  publish();
  push();
}

void ClientSession::take(const KnownVerdict& known) {
  if (phase_ != Phase::Live) return drop({ErrorKind::Invalid, "a verdict before the snapshot"});
  if (const auto stored = truth_.take_verdict(known, now()); !stored) return drop(stored.error());
  push_progress_at_ = loop_.clock().steady();
  publish();
  push();
}

void ClientSession::take(const Heartbeat& heartbeat) {
  if (phase_ != Phase::CatchingUp && phase_ != Phase::Live)
    return drop({ErrorKind::Invalid, "a heartbeat before welcome"});
  if (received_at_ - welcomed_at_ >= kHeartbeatEvery) backoff_.reset();
  learn_time(heartbeat.sent_at);
  bool feeds_changed = false;
  for (const FeedAge& age : heartbeat.feeds) {
    const auto* room = std::get_if<calendar::RoomId>(&age.owner);
    if (room == nullptr) continue;
    room_feeds_[*room] = age;
    feeds_changed = true;
  }
  if (feeds_changed || !heard_published_ || *last_heard_ - *heard_published_ >= kHeardStep) publish();
}

template <class Unexpected>
void ClientSession::take(const Unexpected&) {
  drop({ErrorKind::Invalid, "the server sent what only a device may send"});
}

void ClientSession::caught_up() {
  if (phase_ != Phase::CatchingUp) return;  // sending the acknowledgement ended the connection
  if (truth_.cursor().epoch != server_epoch_) return drop({ErrorKind::Invalid, "a snapshot of another epoch"});
  phase_ = Phase::Live;
  link_state_ = LinkState::Online;
  publish();
  push();
}

// Something durable came of this connection: the next failure is a new one.
void ClientSession::progressed() {
  backoff_.reset();
  last_heard_ = now();
  send(Ack{truth_.cursor()});
}

void ClientSession::learn_time(platform::WallTime server_time) {
  server_clock_offset_ = server_time - loop_.clock().wall();
  last_heard_ = now();
}

calendar::Instant ClientSession::now() const {
  return std::chrono::floor<std::chrono::seconds>(loop_.clock().wall() + server_clock_offset_);
}

void ClientSession::publish() {
  auto snapshot = std::make_shared<Snapshot>();
  truth_.show(*snapshot);
  snapshot->link = link_state_;
  snapshot->link_message = storage_message_.empty() ? link_message_ : storage_message_;
  snapshot->last_heard = last_heard_;
  snapshot->server_clock_offset = server_clock_offset_;
  snapshot->room_feeds = room_feeds_;
  heard_published_ = last_heard_;
  publish_(std::move(snapshot));
}

}  // namespace tandem::sync
