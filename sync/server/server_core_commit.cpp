// The commit path of the core: commands one by one or in groups, each decided once for ever.

#include <algorithm>
#include <utility>

#include "calendar/booking/decide.h"
#include "platform/base/log.h"
#include "platform/device/credentials.h"
#include "sync/protocol/codec.h"
#include "sync/server/recall_desk.h"
#include "sync/server/records_of.h"
#include "sync/server/scopes.h"
#include "sync/server/server_core.h"

namespace tandem::sync {

using calendar::NumberedCommand;
using platform::ErrorKind;
using platform::Result;
using platform::Status;

namespace {

std::string text_of(const calendar::CommandId& id) { return id.device.text() + " number " + std::to_string(id.number); }

// Of a number that cannot name this command any more. Nothing is stored: whoever asks again is told the same.
Committed spent(const calendar::CommandId& id, const char* why) {
  platform::log_warning("server", text_of(id) + " is refused: " + why);
  return {0, calendar::Refused{calendar::RefusalReason::NumberSpent}, true};
}

}  // namespace

// What the commands of one group before this one have done to its device.
class ServerCore::Group {
 public:
  // The highest number that is used up, here or in the store.
  std::uint64_t& last_of(const calendar::DeviceId& device, std::uint64_t stored) {
    auto& last = last_[device];
    last = std::max(last, stored);
    return last;
  }
  // The same command earlier in the group, or null.
  const std::pair<std::string, Result<Committed>>* find(const calendar::CommandId& id) const {
    const auto found = decided_.find(id);
    return found == decided_.end() ? nullptr : &found->second;
  }
  void note(const Asked& asked, const Result<Committed>& result) {
    decided_.emplace(asked.command.id, std::make_pair(asked.body_hash, result));
  }

 private:
  std::map<calendar::DeviceId, std::uint64_t> last_;
  std::map<calendar::CommandId, std::pair<std::string, Result<Committed>>> decided_;
};

Result<Committed> ServerCore::commit(const NumberedCommand& command) {
  return commit_group({{command, false, {}}}).front();
}

Result<Committed> ServerCore::commit_own(calendar::Command command) {
  const calendar::DeviceId self{calendar::kServerDevice};
  return commit_group({{{{self, 0}, now(), std::move(command)}, true, {}}}).front();
}

void ServerCore::submit_own(calendar::Command command, CommitAnswer answer) {
  submit({{calendar::DeviceId{calendar::kServerDevice}, 0}, now(), std::move(command)}, std::move(answer));
}

void ServerCore::submit(NumberedCommand command, CommitAnswer answer) {
  if (recalls_->takes(command, answer)) return;
  decide_soon(std::move(command), std::move(answer));
}

void ServerCore::decide_soon(NumberedCommand command, CommitAnswer answer) {
  if (waiting_.size() >= kMaxWaitingCommands) {
    return answer(platform::fail(ErrorKind::Unavailable, "too many commands wait already"));
  }
  waiting_.push_back({std::move(command), std::move(answer)});
  if (waiting_.size() > 1) return;
  loop_.post([this, alive = std::weak_ptr<bool>(alive_)] {
    if (alive.lock()) commit_waiting();
  });
}

void ServerCore::commit_waiting() {
  std::vector<Asked> group;
  while (!waiting_.empty() && group.size() < kMaxGroup) {
    const bool own = waiting_.front().command.id.device.text() == calendar::kServerDevice;
    group.push_back({std::move(waiting_.front().command), own, {}, std::move(waiting_.front().answer)});
    waiting_.pop_front();
  }
  if (!waiting_.empty()) {
    loop_.post([this, alive = std::weak_ptr<bool>(alive_)] {
      if (alive.lock()) commit_waiting();
    });
  }
  if (!group.empty()) commit_group(std::move(group));
}

std::vector<Result<Committed>> ServerCore::commit_group(std::vector<Asked> group) {
  std::vector<Judged> judged;
  store_->expect_commands(ids_of(group));
  const auto done = in_transaction([&] { return judge_group(group, judged); });
  std::vector<Result<Committed>> results;
  if (done) {
    for (std::size_t i = 0; i < judged.size(); ++i) {
      if (judged[i].entry) fan_out(*judged[i].entry);
      results.push_back(std::move(judged[i].result));
      if (group[i].answer) group[i].answer(results.back());
    }
    if (committed_) committed_();
  } else if (done.error().kind != ErrorKind::Invalid) {
    results.assign(group.size(), tl::unexpected(done.error()));
    for (const auto& asked : group) {
      if (asked.answer) asked.answer(results.front());
    }
  } else if (group.size() == 1) {
    // The judge said yes and the database's own guard no: the database wins, and the person hears it.
    results.push_back(commit_refusal(group.front()));
    if (group.front().answer) group.front().answer(results.front());
  } else {
    // One of them spoils it for all: each by itself then.
    for (auto& one : group) results.push_back(commit_group({std::move(one)}).front());
  }
  return results;
}

std::vector<calendar::CommandId> ServerCore::ids_of(const std::vector<Asked>& group) {
  std::vector<calendar::CommandId> ids;
  for (const auto& asked : group) ids.push_back(asked.command.id);
  return ids;
}

Status ServerCore::judge_group(std::vector<Asked>& group, std::vector<Judged>& judged) {
  judged.clear();
  auto known = store_->find_commands(ids_of(group));
  if (!known) return tl::unexpected(known.error());
  Group before;
  for (std::size_t i = 0; i < group.size(); ++i) {
    Judged one{Committed{}, std::nullopt};
    if (auto done = judge(group[i], (*known)[i], before, one); !done) return done;
    before.note(group[i], one.result);
    judged.push_back(std::move(one));
  }
  return {};
}

Status ServerCore::judge(Asked& asked, const KnownCommand& known, Group& before, Judged& judged) {
  auto& id = asked.command.id;
  auto& last = before.last_of(id.device, known.last_number);
  if (asked.own) id.number = last + 1;
  asked.body_hash = platform::hash_token(encode_command(asked.command));
  if (const auto* same = before.find(id)) {
    judged.result = same->second;
    if (same->first != asked.body_hash) judged.result = spent(id, "its number was used for another command");
  } else if (known.stored && !asked.own) {
    judged.result = Committed{known.stored->sequence, known.stored->verdict, true};
    if (known.stored->body_hash != asked.body_hash)
      judged.result = spent(id, "its number was used for another command");
  } else if (id.number <= last) {
    judged.result = spent(id, "it is below the last one and unknown");
  } else {
    last = id.number;
    judged.entry.emplace();
    if (auto done = decide_and_append(asked, *judged.entry); !done) return done;
    judged.result = Committed{judged.entry->sequence, *judged.entry->verdict, false};
  }
  return {};
}

Status ServerCore::decide_and_append(const Asked& asked, LogEntry& entry) {
  auto decision = decision_on(asked);
  if (decision.verdict == calendar::Verdict{calendar::Refused{calendar::RefusalReason::Leased}}) {
    if (const auto room = calendar::room_of(world_, asked.command.command)) recalls_->refused(*room);
  }
  ServerRecords records;
  if (decision.accepted()) records = records_of(world_, asked.command.command);
  entry = LogEntry{0, now(), asked.command.id, std::move(decision.changes), std::move(decision.verdict)};
  return append(entry, asked.body_hash, std::move(records));
}

// A device's rights come first; what it names but was never shown does not exist for it.
calendar::Decision ServerCore::decision_on(const Asked& asked) {
  const auto rights = asked.own ? rights_.end() : rights_.find(asked.command.id.device);
  if (rights != rights_.end()) {
    if (const auto no = refused_for(rights->second, asked.command.command)) return {calendar::Refused{*no}, {}};
  }
  return calendar::decide(world_, asked.command, now());
}

std::optional<calendar::RefusalReason> ServerCore::refused_for(const calendar::DeviceRights& rights,
                                                               const calendar::Command& command) {
  const SiteScope* scope = scope_of(rights.site);
  if (scope == nullptr) return calendar::refused_by(rights, world_, command);
  if (const auto unknown = unknown_to(*scope, command)) return unknown;
  const auto room = calendar::room_of(world_, command);
  const calendar::Room* known = room ? calendar::find(world_, *room) : nullptr;
  if (known != nullptr && known->site != rights.site) return calendar::RefusalReason::NotAllowed;
  return calendar::refused_by(rights, scope->world(), command);
}

Result<Committed> ServerCore::commit_refusal(const Asked& asked) {
  platform::log_error("server",
                      "the store refused an accepted " + std::string(calendar::name_of(asked.command.command)));
  LogEntry entry;
  const auto done = in_transaction([&] {
    entry = LogEntry{0, now(), asked.command.id, {}, calendar::Refused{calendar::RefusalReason::RoomTaken}};
    return append(entry, asked.body_hash);
  });
  if (!done) return tl::unexpected(done.error());
  fan_out(entry);
  if (committed_) committed_();
  return Committed{entry.sequence, *entry.verdict, false};
}

}  // namespace tandem::sync
