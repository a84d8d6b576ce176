// The sending half of the device's conversation: what waits in the outbox, and what the server is told about us.

#include "sync/client/client_session.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "platform/base/log.h"
#include "sync/protocol/command_versions.h"
#include "sync/protocol/limits.h"

namespace tandem::sync {

using platform::Error;
using platform::ErrorKind;

std::size_t ClientSession::in_flight() const {
  const auto pushed = [this](const OutboxItem& item) { return item.command.id.number <= pushed_up_to_; };
  return static_cast<std::size_t>(std::ranges::count_if(truth_.pending(), pushed));
}

// What an older server cannot read would end the connection again and again: it is refused here, and told to who asked,
// unless a newer server may have decided it.
bool ClientSession::settle_unknown_to_server() {
  std::vector<std::uint64_t> unknown;
  for (const OutboxItem& item : truth_.pending()) {
    const bool pushed = item.command.id.number <= truth_.pushed();
    if (!pushed && version_of(item.command.command) > version_) unknown.push_back(item.command.id.number);
  }
  for (const std::uint64_t number : unknown) {
    platform::log_warning("client", "the server is too old for command " + std::to_string(number));
    const KnownVerdict refused{number, calendar::Refused{calendar::RefusalReason::Malformed}};
    if (const auto stored = truth_.take_verdict(refused, now()); !stored) {
      drop(stored.error());
      return false;
    }
  }
  if (!unknown.empty()) publish();
  return true;
}

void ClientSession::push() {
  if (phase_ != Phase::Live || !settle_unknown_to_server()) return;
  const std::size_t waiting = in_flight();
  const std::uint64_t limit = push_limit();
  Push push;
  for (const OutboxItem& item : truth_.pending()) {
    if (item.command.id.number <= pushed_up_to_) continue;
    if (item.command.id.number > limit) break;
    if (waiting + push.commands.size() >= (poison_.one_at_a_time() ? 1 : kMaxPushed)) break;
    push.commands.push_back(item.command);
  }
  if (push.commands.empty()) return;
  const std::uint64_t last = push.commands.back().id.number;
  if (const auto noted = truth_.note_pushed(last); !noted) return drop(noted.error());
  if (waiting == 0) push_progress_at_ = loop_.clock().steady();
  pushed_up_to_ = last;
  send(push);
}

std::uint64_t ClientSession::push_limit() const {
  if (loop_.clock().steady() >= patient_until_) return std::numeric_limits<std::uint64_t>::max();
  const auto is_check_in = [](const OutboxItem& item) {
    return std::holds_alternative<calendar::CheckIn>(item.command.command);
  };
  const auto& pending = truth_.pending();
  const auto last = std::find_if(pending.rbegin(), pending.rend(), is_check_in);
  return last == pending.rend() ? 0 : last->command.id.number;
}

void ClientSession::watch_outbox() {
  if (phase_ != Phase::Live) return;
  const auto& pending = truth_.pending();
  const auto oldest = pending.empty() ? std::nullopt : std::optional{pending.front().command.id.number};
  follow(watchdog_.look(oldest, loop_.clock().steady()));
}

void ClientSession::follow(OutboxAdvice advice) {
  if (advice == OutboxAdvice::Wait) return;
  if (advice == OutboxAdvice::Resynchronise) {
    if (const auto forgotten = truth_.forget_cursor(); !forgotten) return drop(forgotten.error());
  }
  const std::string number = std::to_string(truth_.pending().front().command.id.number);
  drop({ErrorKind::TimedOut, "the server gave no verdict on command " + number});
}

Heartbeat ClientSession::heartbeat() {
  Heartbeat beat;
  beat.sent_at = loop_.clock().wall();
  const auto& pending = truth_.pending();
  beat.outbox.emplace();
  beat.outbox->waiting = static_cast<std::uint32_t>(pending.size());
  if (!pending.empty()) {
    const auto age = now() - pending.front().command.issued_at;
    beat.outbox->oldest = std::clamp<std::chrono::milliseconds>(age, std::chrono::milliseconds{0}, kMaxPolicyTime);
  }
  beat.outbox->set_aside = static_cast<std::uint32_t>(truth_.set_aside().size());
  if (!truth_.set_aside().empty()) beat.outbox->last_set_aside = truth_.set_aside().back();
  if (phase_ == Phase::Live) beat.state = state_to_compare();
  return beat;
}

StateMark ClientSession::state_to_compare() {
  const auto now = loop_.clock().steady();
  if (std::exchange(quiet_at_, truth_.cursor()) != truth_.cursor()) counted_at_ = now;
  if (now - counted_at_ >= kRecountEvery) {
    counted_at_ = now;
    if (!truth_.recount()) platform::log_error("client", "what is in memory is not what was applied");
  }
  return truth_.state();
}

}  // namespace tandem::sync
