#include "sync/server/recall_desk.h"

#include <algorithm>
#include <set>

#include "calendar/booking/decide.h"
#include "sync/server/device_session.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

using calendar::NumberedCommand;
using calendar::RoomId;

namespace {

// A lease stands in its way and nothing else; of a series, in the way of one of its times at least, unless something
// else makes the whole of it impossible.
bool wants_leased(const calendar::Verdict& verdict) {
  using calendar::RefusalReason;
  const auto leased = [](const calendar::MissedInstance& one) { return one.reason == RefusalReason::Leased; };
  const auto& missed = calendar::missed_of(verdict);
  const auto* refused = std::get_if<calendar::Refused>(&verdict);
  if (refused == nullptr) return std::any_of(missed.begin(), missed.end(), leased);
  if (refused->reason == RefusalReason::Leased) return true;
  const bool in_series = refused->reason == RefusalReason::SeriesInTheWay && !missed.empty();
  return in_series && std::all_of(missed.begin(), missed.end(), leased);
}

bool is_own(const NumberedCommand& command) { return command.id.device.text() == calendar::kServerDevice; }

}  // namespace

std::optional<RoomId> RecallDesk::leased_room(const NumberedCommand& command) const {
  auto room = calendar::room_of(core_.world(), command.command);
  if (!room || calendar::lease_of(core_.world(), *room) == nullptr || is_silent(*room)) return std::nullopt;
  const auto decision = calendar::decide(core_.world(), command, core_.now());
  if (!wants_leased(decision.verdict)) return std::nullopt;
  if (is_own(command)) return room;  // not numbered yet
  // One that was decided before gets its verdict at once.
  const auto last = core_.store().last_number(command.id.device);
  return last && *last < command.id.number ? room : std::nullopt;
}

bool RecallDesk::is_silent(const RoomId& room) const {
  const auto found = silent_until_.find(room);
  return found != silent_until_.end() && core_.loop().clock().steady() < found->second;
}

bool RecallDesk::takes(const NumberedCommand& command, const Answer& answer) {
  if (waiting_.size() >= kMaxRecalled) return false;
  const auto same_device = [&](const Waiting& one) { return one.command.id.device == command.id.device; };
  const auto before = std::find_if(waiting_.rbegin(), waiting_.rend(), same_device);
  if (before != waiting_.rend()) {
    waiting_.push_back({command, answer, std::nullopt, before->until});
    return true;
  }
  const auto room = leased_room(command);
  if (!room || !ask(*room)) return false;
  if (is_own(command)) {
    const std::string holder = calendar::lease_of(core_.world(), *room)->holder.text();
    core_.audit(AuditKind::LeaseRecalled, "lease of " + room->text() + " to device " + holder, "asked back");
  }
  waiting_.push_back({command, answer, room, core_.loop().clock().steady() + kRecallWithin});
  arm();
  return true;
}

bool RecallDesk::ask(const RoomId& room) {
  const bool asked =
      std::any_of(waiting_.begin(), waiting_.end(), [&](const Waiting& one) { return one.room == room; });
  if (asked) return true;
  if (!core_.recall(room)) return false;
  ++costs_[room].recalls;
  return true;
}

bool RecallDesk::lease_ended(const RoomId& room) {
  const auto wants = [&](const Waiting& one) { return one.room == room; };
  silent_until_.erase(room);
  if (std::none_of(waiting_.begin(), waiting_.end(), wants)) return false;
  ++costs_[room].given_up;
  release(wants);
  return true;
}

void RecallDesk::release(const std::function<bool(const Waiting&)>& ready) {
  std::deque<Waiting> before = std::exchange(waiting_, {});
  std::set<calendar::DeviceId> free;
  std::deque<Waiting> behind;
  for (Waiting& one : before) {
    const calendar::DeviceId device = one.command.id.device;
    if (one.room && ready(one)) {
      free.insert(device);
      core_.decide_soon(std::move(one.command), std::move(one.answer));
    } else if (!one.room && free.contains(device)) {
      behind.push_back(std::move(one));
    } else {
      waiting_.push_back(std::move(one));
    }
  }
  for (Waiting& one : behind) core_.submit(std::move(one.command), std::move(one.answer));
  arm();
}

void RecallDesk::forget(const calendar::DeviceId& device) {
  std::erase_if(waiting_, [&](const Waiting& one) { return one.command.id.device == device; });
}

void RecallDesk::arm() {
  timer_.reset();
  if (waiting_.empty()) return;
  const auto left = waiting_.front().until - core_.loop().clock().steady();
  timer_ = core_.loop().call_after(std::max(left, std::chrono::milliseconds{0}), [this] { on_timer(); });
}

void RecallDesk::on_timer() {
  const auto now = core_.loop().clock().steady();
  for (const Waiting& one : waiting_) {
    if (one.room && one.until <= now) silent_until_[*one.room] = now + kSilentDoorFor;
  }
  release([now](const Waiting& one) { return one.until <= now; });
}

void RecallDesk::stop() {
  waiting_.clear();
  timer_.reset();
}

}  // namespace tandem::sync
