#include "sync/server/device_session.h"

#include <algorithm>

#include "platform/base/log.h"
#include "platform/device/credentials.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/limits.h"
#include "sync/server/scopes.h"
#include "sync/server/server_core.h"
#include "sync/server/snapshot_frames.h"

namespace tandem::sync {

using platform::ErrorKind;

DeviceSession::DeviceSession(ServerCore& core) : core_(&core), last_heard_(core.loop().clock().steady()) {
  core.opened(*this);
}

DeviceSession::~DeviceSession() {
  if (core_ != nullptr) core_->gone(*this);
}

void DeviceSession::on_open(std::shared_ptr<platform::FrameConnection> connection) {
  connection_ = std::move(connection);
  certificate_ = connection_->certificate();
  if (core_ == nullptr || core_->stopping_) return close("stopping");
  connection_->set_frame_limit(platform::kMaxFrameBeforeHello);
  beat_timer_ = core_->device_timers().call_after(kHelloTimeout, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->deny(DenialReason::ProtocolError, "no hello");
  });
}

void DeviceSession::on_frame(std::string frame) {
  if (core_ == nullptr || connection_ == nullptr) return;
  const auto self = shared_from_this();  // a handler may drop the last reference
  last_heard_ = core_->loop().clock().steady();
  auto message = decode(frame);
  if (!message) return deny(DenialReason::ProtocolError, message.error().message);
  on_message(std::move(*message));
}

void DeviceSession::on_closed(const platform::Error& why) {
  if (connection_ != nullptr && !device_.empty()) {
    platform::log_info("server", "device " + device_.text() + " is gone: " + why.message);
  }
  connection_.reset();
  close(why.message);
}

void DeviceSession::on_message(Message message) {
  if (const auto* hello = std::get_if<Hello>(&message); hello != nullptr && device_.empty()) return on_hello(*hello);
  if (device_.empty()) return deny(DenialReason::ProtocolError, "something else before hello");
  if (const auto* push = std::get_if<Push>(&message)) return on_push(*push);
  if (const auto* ack = std::get_if<Ack>(&message)) return on_ack(*ack);
  if (const auto* heartbeat = std::get_if<Heartbeat>(&message)) return on_heartbeat(*heartbeat);
  deny(DenialReason::ProtocolError, "a message that a device does not send");
}

void DeviceSession::on_hello(const Hello& hello) {
  const std::string address = address_of(connection_->peer());
  if (!core_->admission().failures.has(address, core_->loop().clock().steady())) {
    core_->tally(AuditKind::LimitHit, "unknown", address, "failed authentications");
    return deny(DenialReason::Busy, "too many were refused from there");
  }
  if (const auto denied = denial_of(hello)) {
    note_denial(hello, *denied, address);
    return deny(denied->reason, denied->message);
  }
  if (!core_->admission().hellos.take(hello.device, core_->loop().clock().steady())) {
    core_->tally(AuditKind::LimitHit, "device " + hello.device.text(), address, "connections");
    return deny(DenialReason::Busy, "connects too often");
  }
  welcome(hello);
}

void DeviceSession::note_denial(const Hello& hello, const Denied& denied, const std::string& address) {
  const bool failed = denied.reason == DenialReason::UnknownDevice || denied.reason == DenialReason::Revoked;
  if (!failed) return;
  (void)core_->admission().failures.take(address, core_->loop().clock().steady());
  const auto known = core_->store().find_device(hello.device);
  const bool ours = known && known->has_value();
  const char* const by_token = denied.reason == DenialReason::Revoked ? "revoked" : "wrong or no token";
  // Of a certificate the denial says what is wrong with it, in words of ours.
  core_->tally(AuditKind::AuthenticationFailed, ours ? "device " + hello.device.text() : "an unknown device", address,
               certificate_ ? denied.message : by_token);
}

std::optional<Denied> DeviceSession::denial_of(const Hello& hello) {
  if (hello.newest_version < kOldestProtocolVersion) return Denied{DenialReason::VersionTooOld, "update the device"};
  if (hello.oldest_version > kProtocolVersion) return Denied{DenialReason::VersionTooNew, "update the server"};
  if (!certificate_ && !core_->accept_tokens_) {
    return Denied{DenialReason::UnknownDevice, "no certificate, and this server takes no tokens: enrol this device"};
  }
  auto known = core_->store().find_device(hello.device);
  if (!known) return Denied{DenialReason::Busy, known.error().message};
  if (certificate_) {
    if (*known) rights_ = rights_of(**known);
    return core_->denial_of(hello.device, *certificate_);
  }
  // An unknown device costs the same comparison, so that its answer takes the same time.
  const std::string stored = *known ? (*known)->token_hash : platform::hash_token("");
  const bool matches = platform::equal_secrets(platform::hash_token(hello.token), stored);
  if (!*known || !matches) return Denied{DenialReason::UnknownDevice, "unknown device or wrong token"};
  if ((*known)->revoked) return Denied{DenialReason::Revoked, "this device was revoked"};
  rights_ = rights_of(**known);
  return std::nullopt;
}

void DeviceSession::welcome(const Hello& hello) {
  auto last = core_->store().last_number(hello.device);
  if (!last) return deny(DenialReason::Busy, last.error().message);
  // Another server may have told it more than this one has read.
  if (auto current = core_->catch_up(); !current) return deny(DenialReason::Busy, current.error().message);
  if (hello.cursor.epoch == core_->store().epoch() && hello.cursor.sequence > core_->head()) {
    platform::log_error("server", "device " + hello.device.text() + " knows more than the log: it was restored or cut");
    if (auto begun = core_->begin_epoch(); !begun) return deny(DenialReason::Busy, begun.error().message);
  }
  device_ = hello.device;
  if (!certificate_) token_hash_ = platform::hash_token(hello.token);
  version_ = std::min(hello.newest_version, kProtocolVersion);
  const bool holds_leases = version_ >= kLeasesSince && rights_.mode == calendar::DeviceMode::Door;
  if (holds_leases) door_ = rights_.room;
  connection_->set_frame_limit(platform::kMaxFrame);
  core_->join(shared_from_this());
  platform::log_info("server", "device " + device_.text() + " from " + connection_->peer() + ", " + hello.software);
  scoped_ = scope() != nullptr;
  if (scoped_) core_->scopes_->add_device(rights_.site, device_);
  send(welcome_of(*last));
  if (needs_snapshot(hello)) {
    begin_snapshot();
  } else {
    sent_ = told_ = hello.cursor.sequence;
  }
  beat_later();
  pump();
}

Welcome DeviceSession::welcome_of(std::uint64_t last) const {
  Welcome welcome{version_, core_->loop().clock().wall(), core_->store().epoch(), last, core_->site_key()};
  if (version_ < kScopeSince) return welcome;
  if (scoped_) welcome.scope = scope_name(rights_.site);
  welcome.rights = rights_;
  return welcome;
}

SiteScope* DeviceSession::scope() { return core_->scope_of(rights_.site); }

void DeviceSession::on_push(const Push& push) {
  if (push.commands.size() > kMaxPushed) return deny(DenialReason::ProtocolError, "too many commands at once");
  const std::size_t taken = taken_of(push);
  for (std::size_t i = 0; i < taken; ++i) {
    const auto& command = push.commands[i];
    if (command.id.device != device_) {
      known_verdicts_[command.id.number] = calendar::Refused{calendar::RefusalReason::NotAllowed};
      continue;
    }
    core_->submit(command, [weak = weak_from_this(), number = command.id.number](const auto& committed) {
      if (const auto self = weak.lock()) self->on_committed(number, committed);
    });
    if (connection_ == nullptr) return;
  }
  if (taken < push.commands.size()) put_off(push.commands[taken].id.number);
  if (connection_ != nullptr) pump();
}

std::size_t DeviceSession::taken_of(const Push& push) {
  if (push.commands.empty()) return 0;
  if (put_off_from_ && push.commands.front().id.number > *put_off_from_) return 0;
  put_off_from_.reset();
  retry_after_ = kShedRetryAfter;
  if (!admitted(push.commands.size())) return 0;
  if (!core_->busy()) return push.commands.size();
  const auto is_check_in = [](const calendar::NumberedCommand& command) {
    return std::holds_alternative<calendar::CheckIn>(command.command);
  };
  const auto last = std::find_if(push.commands.rbegin(), push.commands.rend(), is_check_in);
  return static_cast<std::size_t>(push.commands.rend() - last);
}

bool DeviceSession::admitted(std::size_t commands) {
  auto& limit = core_->admission().commands;
  const auto now = core_->loop().clock().steady();
  const auto count = static_cast<double>(commands);
  if (limit.take(device_, now, count)) return true;
  retry_after_ =
      std::clamp<std::chrono::milliseconds>(limit.wait_for(device_, now, count), kShedRetryAfter, kMaxRetryAfter);
  core_->tally(AuditKind::LimitHit, "device " + device_.text(), address_of(connection_->peer()), "commands");
  return false;
}

void DeviceSession::put_off(std::uint64_t number) {
  if (version_ < kLaterSince) return deny(DenialReason::Busy, "too much to do");
  put_off_from_ = std::min(number, put_off_from_.value_or(number));
  send(Later{*put_off_from_, retry_after_});
}

void DeviceSession::on_committed(std::uint64_t number, const platform::Result<Committed>& committed) {
  if (connection_ == nullptr) return;
  if (!committed) {
    const bool wrong = committed.error().kind == ErrorKind::Invalid;
    return deny(wrong ? DenialReason::ProtocolError : DenialReason::Busy, committed.error().message);
  }
  // Its entry is behind the device's cursor: it will not come again. Otherwise it is on its way in order.
  // In a scope an entry that says nothing is not kept for whoever was not here at the time: told twice is told once.
  note_health(committed->verdict);
  const bool passed = scoped_ || committed->sequence <= (snapshot_ ? snapshot_->cursor().sequence : sent_);
  if (!committed->repeated || !passed) return;
  known_verdicts_[number] = committed->verdict;
  pump();
}

void DeviceSession::note_health(const calendar::Verdict& verdict) {
  const auto* refused = std::get_if<calendar::Refused>(&verdict);
  if (refused == nullptr) return;
  const bool poison = refused->reason == calendar::RefusalReason::NotReadable ||
                      refused->reason == calendar::RefusalReason::NumberSpent;
  const bool not_allowed = refused->reason == calendar::RefusalReason::NotAllowed;
  if (poison) ++core_->health_[device_].unreadable;
  if (not_allowed) ++core_->health_[device_].not_allowed;
  if (poison || not_allowed) {
    core_->tally(AuditKind::CommandRefused, "device " + device_.text(), address_of(connection_->peer()),
                 calendar::name_of(refused->reason));
  }
}

void DeviceSession::deny(DenialReason reason, const std::string& message) {
  if (connection_ != nullptr) send(Denied{reason, message.substr(0, kMaxMessageLength)});
  close("denied: " + message);
}

void DeviceSession::end(const std::string& why) { close(why); }

void DeviceSession::close(const std::string& why) {
  const auto connection = std::move(connection_);
  connection_.reset();
  beat_timer_.reset();
  pump_timer_.reset();
  snapshot_.reset();
  if (connection != nullptr) {
    const std::string name = device_.empty() ? connection->peer() : "device " + device_.text();
    platform::log_info("server", name + " closed: " + why);
    connection->close();
  }
  if (core_ != nullptr && !device_.empty()) core_->leave(*this);
}

void DeviceSession::detach() {
  close("the server stops");
  core_ = nullptr;
}

}  // namespace tandem::sync
