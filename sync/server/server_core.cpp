#include "sync/server/server_core.h"

#include <algorithm>
#include <utility>

#include "platform/base/log.h"
#include "sync/protocol/codec.h"
#include "sync/server/device_session.h"
#include "sync/server/lease_keeper.h"
#include "sync/server/log_keeper.h"
#include "sync/server/no_show_timer.h"
#include "sync/server/past_keeper.h"
#include "sync/server/recall_desk.h"
#include "sync/server/records_of.h"
#include "sync/server/scopes.h"
#include "sync/server/snapshot_frames.h"

namespace tandem::sync {

using platform::ErrorKind;
using platform::Result;
using platform::Status;

ServerCore::ServerCore(platform::EventLoop& loop, std::unique_ptr<LogStore> store)
    : loop_(loop),
      store_(std::move(store)),
      scopes_(std::make_unique<Scopes>()),
      no_shows_(std::make_unique<NoShowTimer>(*this, now() + kStartGrace)),
      keeper_(std::make_unique<LogKeeper>(*this)),
      past_(std::make_unique<PastKeeper>(*this)),
      leases_(std::make_unique<LeaseKeeper>(*this)),
      recalls_(std::make_unique<RecallDesk>(*this)) {}

ServerCore::~ServerCore() { stop(); }

Result<std::unique_ptr<ServerCore>> ServerCore::open(platform::EventLoop& loop, std::unique_ptr<LogStore> store) {
  std::unique_ptr<ServerCore> core(new ServerCore(loop, std::move(store)));
  if (auto loaded = core->load(); !loaded) return tl::unexpected(loaded.error());
  if (auto loaded = core->load_feeds(); !loaded) return tl::unexpected(loaded.error());
  core->no_shows_->schedule();
  core->keeper_->start();
  core->past_->start();
  core->leases_->start();
  return core;
}

calendar::Instant ServerCore::now() const { return std::chrono::floor<std::chrono::seconds>(loop_.clock().wall()); }

Result<std::uint64_t> ServerCore::commit_changes(std::vector<calendar::Change> changes,
                                                 const std::vector<FeedSource>& feeds) {
  LogEntry entry{0, now(), {}, std::move(changes), {}};
  for (const auto& feed : feeds) {
    if (auto forget = forgetting(feed)) entry.changes.push_back(std::move(*forget));
  }
  // What a device would refuse to read is never stored.
  if (auto readable = decode_entry(encode_entry(entry)); !readable) return tl::unexpected(readable.error());
  auto done = in_transaction([&]() -> Status {
    entry.sequence = 0;
    if (!entry.changes.empty()) {
      if (auto appended = append(entry, {}); !appended) return appended;
    }
    if (auto put = put_sources(feeds); !put) return put;
    return drop_orphan_feeds();
  });
  if (!done) return tl::unexpected(done.error());
  if (entry.sequence != 0) fan_out(entry);  // it is committed, whatever comes after
  if (committed_) committed_();
  if (auto loaded = load_feeds(); !loaded) return tl::unexpected(loaded.error());
  if (feeds_changed_) feeds_changed_();
  return head_;
}

Status ServerCore::append(LogEntry& entry, const std::string& body_hash, ServerRecords records) {
  LogAppend row;
  row.records = std::move(records);
  std::map<calendar::FactKey, std::size_t> places;
  for (const auto& change : entry.changes) {
    add_uses(world_, change, row.records);
    for (auto& fact : checksum_.apply(world_, change)) {
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
  marks_.note(*sequence, checksum_.value());
  applied_ = *sequence;
  scopes_->advance(world_, entry);
  return {};
}

void ServerCore::fan_out(const LogEntry& entry) {
  head_ = entry.sequence;
  world_at_ = std::max(world_at_, entry.sequence);
  snapshot_.reset();
  LogEntry without_verdict = entry;
  without_verdict.verdict.reset();
  const std::string shared = encode(Entries{{std::move(without_verdict)}});
  const auto receivers = sessions_;  // a session may end while it is sent to
  for (const auto& [device, session] : receivers) session->entry_appended(entry, shared);
  no_shows_->schedule();
  follow_leases(entry);
}

SiteScope* ServerCore::scope_of(const calendar::SiteId& site) { return scopes_->of(world_, applied_, site); }

const calendar::World& ServerCore::world_of(const calendar::SiteId& site) {
  const SiteScope* scope = scope_of(site);
  return scope == nullptr ? world_ : scope->world();
}

std::shared_ptr<const SnapshotFrames> ServerCore::snapshot_frames(const calendar::SiteId& site) {
  if (stale_ && !load()) return nullptr;
  if (SiteScope* scope = scope_of(site)) return scope->snapshot_frames(cursor(), now());
  if (!snapshot_) snapshot_ = std::make_shared<const SnapshotFrames>(world_, cursor(), now());
  return snapshot_;
}

Status ServerCore::back_up(const std::filesystem::path& file, BackupJob::Done done) {
  if (backup_ != nullptr)
    return platform::fail(ErrorKind::Unavailable, "a backup is being made: try again when it is done");
  auto begun = BackupJob::begin(loop_, *store_, file, [this, done = std::move(done)](const auto& result) {
    const auto finished = std::move(backup_);  // until everybody has heard
    done(result);
  });
  if (!begun) return tl::unexpected(begun.error());
  backup_ = std::move(*begun);
  return {};
}

Result<std::string> ServerCore::administer(const std::string& json, const std::string& address) {
  if (!admin_) return platform::fail(ErrorKind::Unavailable, "no administration here");
  asked_from_ = address;
  auto answer = admin_(json);
  asked_from_.reset();
  return answer;
}

bool ServerCore::administer_later(const std::string& json, const std::string& address, const AdminRespond& respond) {
  if (!later_) return false;
  asked_from_ = address;
  const bool taken = later_(json, respond);
  asked_from_.reset();
  return taken;
}

void ServerCore::audit(AuditKind what, const std::string& about, const std::string& outcome) {
  audit({0, now(), what, "administrator", asked_from(), about, outcome, ""});
}

void ServerCore::audit(AuditRecord record) {
  const char* const what = name_of(record.what);
  const auto stored = record_audit(*store_, std::move(record));
  if (!stored)
    platform::log_error("server", std::string{"not in the audit log: "} + what + ": " + stored.error().message);
}

void ServerCore::tally(AuditKind what, const std::string& actor, const std::string& address, const std::string& about) {
  if (!tally_.count(what, actor, address, about)) return;
  tally_timer_ = loop_.call_after(kTallyEvery, [this] {
    for (auto& record : tally_.flush(now())) audit(std::move(record));
  });
}

void ServerCore::stop() {
  stopping_ = true;
  waiting_.clear();  // the devices keep their commands and bring them again
  no_shows_->stop();
  keeper_->stop();
  tally_timer_.reset();
  past_->stop();
  backup_.reset();
  later_ = nullptr;
  leases_->stop();
  recalls_->stop();
  const auto alive = sessions_;  // detaching takes a session out of the map, and with it maybe its last owner
  const auto handlers = handlers_;
  for (auto* session : handlers) session->detach();
  handlers_.clear();
  sessions_.clear();
}

}  // namespace tandem::sync
