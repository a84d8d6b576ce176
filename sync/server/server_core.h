#pragma once
// The server's mind: the one World, every commit, every connected device (flow steps commit() and fan_out()). No
// sockets and no threads of its own: everything here runs on one loop's thread, the core's, which is also the
// database's. The World is always exactly what the store holds: an append that fails changes neither.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "calendar/booking/command.h"
#include "calendar/booking/world.h"
#include "platform/base/event_loop.h"
#include "platform/base/result.h"
#include "platform/net/frame_connection.h"
#include "sync/log/log_store.h"
#include "sync/protocol/messages.h"

namespace tandem::sync {

// The final verdict of a command and the entry that carries it.
struct Committed {
  std::uint64_t sequence{0};
  calendar::Verdict verdict;
  bool repeated{false};  // it had been decided before; nothing happened now
};

// A feed's age with the version of the list it last changed at, so that a connection sends only news.
struct TrackedAge {
  FeedAge age;
  std::uint64_t version{0};
};

// After a start, devices get this long to bring their check-ins before rooms are given back.
inline constexpr std::chrono::seconds kStartGrace{30};

class DeviceSession;
class SnapshotFrames;
class NoShowTimer;

class ServerCore {
 public:
  // Loads the World. `loop` must outlive the core; the core is made and destroyed on its thread or while it stands
  // still.
  [[nodiscard]] static platform::Result<std::unique_ptr<ServerCore>> open(platform::EventLoop& loop,
                                                                          std::unique_ptr<LogStore> store);
  ~ServerCore();
  ServerCore(const ServerCore&) = delete;
  ServerCore& operator=(const ServerCore&) = delete;

  // --- commands ---------------------------------------------------------------------------------------------------

  // Decides the command for ever, inside one transaction, then fans it out. A command decided before gets its first
  // verdict again. Invalid: its number was used for another body, or skipped; other errors: the disk, nothing happened.
  [[nodiscard]] platform::Result<Committed> commit(const calendar::NumberedCommand& command);
  // The same for a command of the server itself: no-shows, the coordinator's planning.
  [[nodiscard]] platform::Result<Committed> commit_own(calendar::Command command);
  // Facts that are no command, as one entry, with the feeds that belong to them: all or nothing. Returns the entry's
  // sequence (the last one when `changes` is empty). Invalid when a room would be held twice.
  [[nodiscard]] platform::Result<std::uint64_t> commit_changes(std::vector<calendar::Change> changes,
                                                               const std::vector<FeedSource>& feeds = {});

  // --- devices ----------------------------------------------------------------------------------------------------

  // Makes or renews a device and returns its token, which is stored nowhere. A connection under the old token ends.
  // Invalid: a bad name, or the server's own.
  [[nodiscard]] platform::Result<std::string> enrol(const calendar::DeviceId& device);
  // Its connections end and it is denied from now on. NotFound.
  [[nodiscard]] platform::Status revoke(const calendar::DeviceId& device);
  [[nodiscard]] platform::Result<std::vector<DeviceRecord>> devices() { return store_->devices(); }
  // Authenticated and connected now.
  [[nodiscard]] std::vector<calendar::DeviceId> connected() const;
  // The handler of a new device connection.
  [[nodiscard]] std::shared_ptr<platform::FrameHandler> accept_device();

  // --- feeds ------------------------------------------------------------------------------------------------------

  [[nodiscard]] const std::map<FeedOwner, FeedState>& feeds() const { return feeds_; }
  // Records how a try went; what is busy enters the log only when it changed. A failure leaves the last truth standing.
  [[nodiscard]] platform::Status feed_read(const FeedReading& reading);
  // Called after feeds were added, replaced or removed.
  void on_feeds_changed(std::function<void()> listener) { feeds_changed_ = std::move(listener); }
  [[nodiscard]] const std::map<FeedOwner, TrackedAge>& feed_ages() const { return ages_; }
  [[nodiscard]] std::uint64_t feed_ages_version() const { return ages_version_; }
  // "/feeds/rooms/<id>/<secret>.ics". NotFound for an unknown room.
  [[nodiscard]] platform::Result<std::string> publish_path(const calendar::RoomId& room);

  // --- what is true -----------------------------------------------------------------------------------------------

  [[nodiscard]] const calendar::World& world() const { return world_; }
  [[nodiscard]] std::uint64_t head() const { return head_; }
  [[nodiscard]] Cursor cursor() const { return {store_->epoch(), head_}; }
  [[nodiscard]] const std::string& site_key() const { return store_->site_key(); }
  [[nodiscard]] calendar::Instant now() const;
  [[nodiscard]] platform::EventLoop& loop() { return loop_; }
  [[nodiscard]] LogStore& store() { return *store_; }
  // Frames of a whole snapshot at head(), encoded once for all devices that need it; null while the store cannot be
  // read.
  [[nodiscard]] std::shared_ptr<const SnapshotFrames> snapshot_frames();

  // --- administration ---------------------------------------------------------------------------------------------

  using AdminHandler = std::function<platform::Result<std::string>(const std::string& json)>;
  // sync/admin sets it; runs on the core's thread.
  void set_admin_handler(AdminHandler handler) { admin_ = std::move(handler); }
  // Unavailable when no handler is set.
  [[nodiscard]] platform::Result<std::string> administer(const std::string& json);

  // Ends every session and timer; no new session is authenticated after.
  void stop();

 private:
  friend class DeviceSession;
  ServerCore(platform::EventLoop& loop, std::unique_ptr<LogStore> store);

  [[nodiscard]] platform::Status load();
  // The transaction around every change of what is true. When it fails, the World is read again from the store.
  [[nodiscard]] platform::Status in_transaction(const std::function<platform::Status()>& work);
  // The first verdict when the command is a repetition. Invalid: the number belongs to another command or was left out.
  [[nodiscard]] platform::Result<std::optional<Committed>> decided_before(const calendar::CommandId& id,
                                                                          const std::string& body_hash);
  [[nodiscard]] platform::Status decide_and_append(const calendar::NumberedCommand& command,
                                                   const std::string& body_hash, LogEntry& entry);
  [[nodiscard]] platform::Status append_refusal(const calendar::NumberedCommand& command, const std::string& body_hash,
                                                LogEntry& entry);
  // Applies the entry's changes to the World and appends it to the log; inside a transaction.
  [[nodiscard]] platform::Status append(LogEntry& entry, const std::string& body_hash);
  // Sends the entry to every connected device, its verdict to the one that asked.
  void fan_out(const LogEntry& entry);

  // A removed feed takes what it said with it.
  [[nodiscard]] std::optional<calendar::Change> forgetting(const FeedSource& feed) const;
  [[nodiscard]] platform::Status put_sources(const std::vector<FeedSource>& feeds);
  [[nodiscard]] platform::Status drop_orphan_feeds();
  [[nodiscard]] platform::Status load_feeds();
  void track_age(const FeedState& feed);

  void opened(DeviceSession& session) { handlers_.insert(&session); }
  void gone(DeviceSession& session) { handlers_.erase(&session); }
  // An authenticated session replaces an older one of the same device.
  void join(const std::shared_ptr<DeviceSession>& session);
  void leave(const DeviceSession& session);
  // A device has heard entries of this history that the log does not have: the log is a restored copy that kept its
  // name. Another history begins, and whoever is connected comes again for it.
  [[nodiscard]] platform::Status history_was_lost();
  void end_session_of(const calendar::DeviceId& device, const std::string& why);

  platform::EventLoop& loop_;
  std::unique_ptr<LogStore> store_;
  calendar::World world_;
  std::uint64_t head_{0};
  bool stale_{false};  // a transaction failed and the World could not be read again yet
  std::map<FeedOwner, FeedState> feeds_;
  std::map<FeedOwner, TrackedAge> ages_;
  std::uint64_t ages_version_{0};
  std::set<DeviceSession*> handlers_;  // every session that exists, authenticated or not
  std::map<calendar::DeviceId, std::shared_ptr<DeviceSession>> sessions_;  // authenticated
  std::shared_ptr<const SnapshotFrames> snapshot_;
  std::unique_ptr<NoShowTimer> no_shows_;
  std::function<void()> feeds_changed_;
  AdminHandler admin_;
  bool stopping_{false};
};

}  // namespace tandem::sync
