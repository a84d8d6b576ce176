#include "sync/server/server_core.h"

#include "calendar/booking/decide.h"
#include "platform/base/log.h"
#include "platform/device/credentials.h"
#include "sync/protocol/codec.h"
#include "sync/server/device_session.h"
#include "sync/server/no_show_timer.h"
#include "sync/server/snapshot_frames.h"

namespace tandem::sync {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

ServerCore::ServerCore(platform::EventLoop& loop, std::unique_ptr<LogStore> store)
    : loop_(loop), store_(std::move(store)), no_shows_(std::make_unique<NoShowTimer>(*this, now() + kStartGrace)) {}

ServerCore::~ServerCore() { stop(); }

Result<std::unique_ptr<ServerCore>> ServerCore::open(platform::EventLoop& loop, std::unique_ptr<LogStore> store) {
  std::unique_ptr<ServerCore> core(new ServerCore(loop, std::move(store)));
  if (auto loaded = core->load(); !loaded) return tl::unexpected(loaded.error());
  if (auto loaded = core->load_feeds(); !loaded) return tl::unexpected(loaded.error());
  core->no_shows_->schedule();
  return core;
}

Status ServerCore::load() {
  auto head = store_->head();
  if (!head) return tl::unexpected(head.error());
  auto world = store_->load();
  if (!world) return tl::unexpected(world.error());
  head_ = *head;
  world_ = std::move(*world);
  snapshot_.reset();
  stale_ = false;
  return {};
}

calendar::Instant ServerCore::now() const { return std::chrono::floor<std::chrono::seconds>(loop_.clock().wall()); }

Status ServerCore::in_transaction(const std::function<Status()>& work) {
  if (stale_) {
    if (auto loaded = load(); !loaded) return loaded;
  }
  auto done = store_->transaction(work);
  if (done) return done;
  platform::log_error("server", "nothing was committed: " + done.error().message);
  stale_ = true;
  if (auto loaded = load(); !loaded) platform::log_error("server", "reading the store: " + loaded.error().message);
  return done;
}

Result<std::optional<Committed>> ServerCore::decided_before(const calendar::CommandId& id,
                                                            const std::string& body_hash) {
  auto known = store_->find_command(id);
  if (!known) return tl::unexpected(known.error());
  const std::string name = id.device.text() + " number " + std::to_string(id.number);
  if (*known) {
    if ((*known)->body_hash == body_hash) return Committed{(*known)->sequence, (*known)->verdict, true};
    return platform::fail(ErrorKind::Invalid, name + " was used for another command");
  }
  auto last = store_->last_number(id.device);
  if (!last) return tl::unexpected(last.error());
  if (id.number <= *last) return platform::fail(ErrorKind::Invalid, name + " is below the last one and unknown");
  return std::nullopt;
}

Result<Committed> ServerCore::commit(const calendar::NumberedCommand& command) {
  const std::string body_hash = platform::hash_token(encode_command(command));
  auto known = decided_before(command.id, body_hash);
  if (!known) return tl::unexpected(known.error());
  if (*known) return **known;
  LogEntry entry;
  auto done = in_transaction([&] { return decide_and_append(command, body_hash, entry); });
  if (!done && done.error().kind == ErrorKind::Invalid) {
    // The judge said yes and the database's own guard no: the database wins, and the person hears it.
    done = in_transaction([&] { return append_refusal(command, body_hash, entry); });
  }
  if (!done) return tl::unexpected(done.error());
  fan_out(entry);
  return Committed{entry.sequence, *entry.verdict, false};
}

Status ServerCore::decide_and_append(const calendar::NumberedCommand& command, const std::string& body_hash,
                                     LogEntry& entry) {
  auto decision = calendar::decide(world_, command, now());
  entry = LogEntry{0, now(), command.id, std::move(decision.changes), decision.verdict};
  return append(entry, body_hash);
}

Status ServerCore::append_refusal(const calendar::NumberedCommand& command, const std::string& body_hash,
                                  LogEntry& entry) {
  platform::log_error("server", "the store refused an accepted " + std::string(calendar::name_of(command.command)));
  entry = LogEntry{0, now(), command.id, {}, calendar::Refused{calendar::RefusalReason::RoomTaken}};
  return append(entry, body_hash);
}

Result<Committed> ServerCore::commit_own(calendar::Command command) {
  const calendar::DeviceId self{calendar::kServerDevice};
  auto last = store_->last_number(self);
  if (!last) return tl::unexpected(last.error());
  return commit({{self, *last + 1}, now(), std::move(command)});
}

Result<std::uint64_t> ServerCore::commit_changes(std::vector<calendar::Change> changes,
                                                 const std::vector<FeedSource>& feeds) {
  LogEntry entry{0, now(), {}, std::move(changes), {}};
  for (const auto& feed : feeds) {
    if (auto forget = forgetting(feed)) entry.changes.push_back(std::move(*forget));
  }
  // What a device would refuse to read is never stored.
  if (auto readable = decode_entry(encode_entry(entry)); !readable) return tl::unexpected(readable.error());
  auto done = in_transaction([&]() -> Status {
    if (!entry.changes.empty()) {
      if (auto appended = append(entry, {}); !appended) return appended;
    }
    if (auto put = put_sources(feeds); !put) return put;
    return drop_orphan_feeds();
  });
  if (!done) return tl::unexpected(done.error());
  if (entry.sequence != 0) fan_out(entry);  // it is committed, whatever comes after
  if (auto loaded = load_feeds(); !loaded) return tl::unexpected(loaded.error());
  if (feeds_changed_) feeds_changed_();
  return head_;
}

Status ServerCore::append(LogEntry& entry, const std::string& body_hash) {
  LogAppend row;
  std::map<calendar::FactKey, std::size_t> places;
  for (const auto& change : entry.changes) {
    calendar::apply(world_, change);
    for (auto& fact : calendar::facts_touched(world_, change)) {
      const auto [place, fresh] = places.emplace(fact.key, row.facts.size());
      if (fresh) {
        row.facts.push_back(std::move(fact));
      } else {
        row.facts[place->second] = std::move(fact);
      }
    }
  }
  row.entry = entry;
  row.body_hash = body_hash;
  auto sequence = store_->append(row);
  if (!sequence) return tl::unexpected(sequence.error());
  entry.sequence = *sequence;
  return {};
}

void ServerCore::fan_out(const LogEntry& entry) {
  head_ = entry.sequence;
  snapshot_.reset();
  LogEntry without_verdict = entry;
  without_verdict.verdict.reset();
  const std::string shared = encode(Entries{{std::move(without_verdict)}});
  const auto receivers = sessions_;  // a session may end while it is sent to
  for (const auto& [device, session] : receivers) session->entry_appended(entry, shared);
  no_shows_->schedule();
}

std::shared_ptr<const SnapshotFrames> ServerCore::snapshot_frames() {
  if (stale_ && !load()) return nullptr;
  if (!snapshot_) snapshot_ = std::make_shared<const SnapshotFrames>(world_, cursor());
  return snapshot_;
}

Result<std::string> ServerCore::administer(const std::string& json) {
  if (!admin_) return platform::fail(ErrorKind::Unavailable, "no administration here");
  return admin_(json);
}

void ServerCore::stop() {
  stopping_ = true;
  no_shows_->stop();
  const auto alive = sessions_;  // detaching takes a session out of the map, and with it maybe its last owner
  const auto handlers = handlers_;
  for (auto* session : handlers) session->detach();
  handlers_.clear();
  sessions_.clear();
}

}  // namespace tandem::sync
