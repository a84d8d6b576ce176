#include "sync/client/client_session.h"

#include <algorithm>

#include "platform/base/log.h"
#include "sync/protocol/codec.h"

namespace tandem::sync {
namespace {

using platform::Error;
using platform::ErrorKind;

// A certificate we do not trust: trying harder does not help.
bool is_final(const Error& why) { return why.kind == ErrorKind::Denied; }

}  // namespace

ClientSession::ClientSession(platform::EventLoop& loop, platform::FrameDialer& dialer, platform::Random& random,
                             LocalTruth& truth, Publish publish)
    : loop_(loop), dialer_(dialer), random_(random), truth_(truth), publish_(std::move(publish)) {
  last_heard_ = truth_.heard_at();
  server_time_.restore(truth_.clock_offset(), last_heard_, loop_.clock());
  this->publish();
}

ClientSession::~ClientSession() { stop(); }

void ClientSession::start(SessionIdentity identity) {
  identity_ = std::move(identity);
  forget_what_is_old();
  dial();
}

void ClientSession::stop() {
  phase_ = Phase::Stopped;
  retry_timer_.reset();
  tick_timer_.reset();
  patience_timer_.reset();
  forget_timer_.reset();
  if (const auto link = std::exchange(link_, nullptr)) link->let_go();
}

void ClientSession::submit(std::uint64_t ticket, calendar::Command command) {
  const auto stored = truth_.submit(ticket, std::move(command), now(), standing());
  storage_message_ = stored ? std::string{} : stored.error().message;
  if (!stored) platform::log_error("client", "a command was not stored: " + storage_message_);
  publish();
  push();
}

void ClientSession::identity_changed() {
  identity_changed_ = true;
  if (phase_ != Phase::Waiting || link_state_ != LinkState::Denied) return;
  retry_timer_.reset();
  dial();
}

void ClientSession::dial() {
  phase_ = Phase::Dialling;
  identity_changed_ = false;
  received_at_ = loop_.clock().steady();
  pushed_up_to_ = 0;
  patient_until_ = received_at_;
  LinkOwner& owner = *this;
  link_ = std::make_shared<ServerLink>(owner);
  arm_tick();
  dialer_.dial(link_);
}

void ClientSession::link_opened() {
  phase_ = Phase::Greeting;
  received_at_ = greeted_at_ = loop_.clock().steady();
  send(Hello{kOldestProtocolVersion, kProtocolVersion, identity_.device, identity_.token, identity_.software,
             truth_.cursor(), truth_.scope()});
}

void ClientSession::link_ended(const Error& why) { drop(why); }

void ClientSession::send(const Message& message) {
  if (link_) link_->send(encode(message));
}

void ClientSession::drop(const Error& why) {
  if (phase_ == Phase::Stopped) return;
  const std::string message = std::string{platform::name_of(why.kind)} + ": " + why.message;
  if (is_final(why)) return wait_after_denial(message);
  wait(LinkState::Offline, message, backoff_.next(random_));
}

void ClientSession::wait_after_denial(const std::string& message) {
  const std::chrono::milliseconds delay = identity_changed_ ? backoff_.next(random_) : kDeniedRetry;
  wait(LinkState::Denied, message, delay);
}

void ClientSession::wait(LinkState shown_as, std::string message, std::chrono::milliseconds delay) {
  phase_ = Phase::Waiting;
  tick_timer_.reset();
  patience_timer_.reset();
  truth_.drop_parts();
  if (const auto link = std::exchange(link_, nullptr)) link->let_go();
  const bool changed = link_state_ != shown_as || link_message_ != message;
  if (changed) platform::log_warning("client", message);
  link_state_ = shown_as;
  link_message_ = std::move(message);
  retry_timer_ = loop_.call_after(delay, [this] { dial(); });
  if (changed) publish();
  follow_clock();
}

void ClientSession::arm_tick() {
  tick_timer_ = loop_.call_after(kHeartbeatEvery, [this] { tick(); });
}

void ClientSession::tick() {
  const platform::SteadyTime now = loop_.clock().steady();
  if (now - received_at_ >= kSilence) return drop({ErrorKind::TimedOut, "the server is silent"});
  if (in_flight() > 0 && now - push_progress_at_ >= kVerdictWithin) {
    return follow(watchdog_.stalled(truth_.pending().front().command.id.number, now));
  }
  arm_tick();
  follow_clock();
  if (phase_ == Phase::CatchingUp || phase_ == Phase::Live) send(heartbeat());
  watch_outbox();
}

void ClientSession::caught_up() {
  if (phase_ != Phase::CatchingUp) return;  // sending the acknowledgement ended the connection
  if (truth_.cursor().epoch != server_epoch_) return drop({ErrorKind::Invalid, "a snapshot of another epoch"});
  phase_ = Phase::Live;
  watchdog_.begin(loop_.clock().steady());
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

void ClientSession::time_learned() {
  last_heard_ = now();
  const auto kept = truth_.keep_clock_offset(server_time_.offset(loop_.clock()));
  if (!kept) platform::log_warning("client", "the clock's offset was not stored: " + kept.error().message);
}

// Also without a network: what is old is old.
void ClientSession::forget_what_is_old() {
  const auto changed = truth_.forget_what_is_old(now());
  if (!changed) platform::log_warning("client", "old check-in times stay for now: " + changed.error().message);
  if (changed && *changed) publish();
  forget_timer_ = loop_.call_after(kForgetEvery, [this] { forget_what_is_old(); });
}

void ClientSession::follow_clock() {
  const auto moved = server_time_.offset(loop_.clock()) - offset_published_;
  const bool guarantees_otherwise = truth_.guaranteed(now(), standing()) != guaranteed_published_;
  if (std::chrono::abs(moved) >= kClockOffsetStep || guarantees_otherwise) publish();
}

calendar::Instant ClientSession::now() const {
  return std::chrono::floor<std::chrono::seconds>(server_time_.now(loop_.clock()));
}

LeaseStanding ClientSession::standing() const {
  LeaseStanding standing;
  standing.online = phase_ == Phase::Live;
  if (was_up_to_date_) standing.own_leases_within = server_time_.uncertainty(loop_.clock());
  return standing;
}

void ClientSession::publish() {
  auto snapshot = std::make_shared<Snapshot>();
  truth_.show(*snapshot);
  snapshot->link = link_state_;
  snapshot->link_message = storage_message_.empty() ? link_message_ : storage_message_;
  snapshot->last_heard = last_heard_;
  snapshot->server_clock_offset = offset_published_ = server_time_.offset(loop_.clock());
  snapshot->room_feeds = room_feeds_;
  snapshot->guaranteed = guaranteed_published_ = truth_.guaranteed(now(), standing());
  snapshot->health.stalls = watchdog_.stalls();
  snapshot->health.snapshots = snapshots_;
  heard_published_ = last_heard_;
  publish_(std::move(snapshot));
}

}  // namespace tandem::sync
