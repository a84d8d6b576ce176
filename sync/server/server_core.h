#pragma once
// The server's mind: the one World, every commit, every connected device (flow steps commit() and fan_out()). No
// sockets and no threads of its own: everything here runs on one loop's thread, the core's, which is also the
// database's. The World is always exactly what the store holds: an append that fails changes neither. When other
// servers share the store, a transaction first applies what they committed, so that every server decides on the same
// truth.

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "calendar/booking/command.h"
#include "calendar/booking/rights.h"
#include "calendar/booking/world.h"
#include "platform/base/coarse_timers.h"
#include "platform/base/event_loop.h"
#include "platform/base/result.h"
#include "platform/net/frame_connection.h"
#include "sync/authority/device_authority.h"
#include "sync/log/log_store.h"
#include "sync/protocol/messages.h"
#include "sync/protocol/state_checksum.h"
#include "sync/server/admission.h"
#include "sync/server/audit_tally.h"
#include "sync/server/backup_job.h"
#include "sync/server/device_health.h"
#include "sync/server/state_marks.h"

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

// Heartbeats and time limits of devices that fall due within this run together.
inline constexpr std::chrono::milliseconds kDeviceTick{100};

// After a start, devices get this long to bring their check-ins before rooms are given back.
inline constexpr std::chrono::seconds kStartGrace{30};

// Commands of different devices that are decided in one transaction, and so cost one write to the disk. Nobody waits
// for a group to fill: it takes what came in while the one before was written.
inline constexpr std::size_t kMaxGroup = 256;
// Commands that may wait for their group; whoever brings more is told to come again.
inline constexpr std::size_t kMaxWaitingCommands = 4'096;
// From this many on, devices are asked to come later with everything but check-ins.
inline constexpr std::size_t kShedAbove = 1'024;

// Letters, digits, - _ . and not the server's own: booking ids are made of these names.
[[nodiscard]] bool is_device_name(const std::string& name);
// Why a device cannot stand there; null when it can.
[[nodiscard]] const char* wrong_with(const calendar::World& world, const calendar::DeviceRights& rights);

class DeviceSession;
class SnapshotFrames;
class NoShowTimer;
class LogKeeper;
class PastKeeper;
class Scopes;
class SiteScope;
class LeaseKeeper;
class RecallDesk;
struct LeaseCost;

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
  // verdict again. One whose number was used for another body, or passed over, is refused (NumberSpent) every time it
  // is asked for, and nothing is stored. Errors: the disk, nothing happened (of a shared store that went away in the
  // middle: it is not known, and asking again tells).
  [[nodiscard]] platform::Result<Committed> commit(const calendar::NumberedCommand& command);
  // The same together with whatever else is submitted before the loop comes to it. `answer` is called later, when the
  // verdict is durable and fanned out.
  using CommitAnswer = std::function<void(const platform::Result<Committed>&)>;
  void submit(calendar::NumberedCommand command, CommitAnswer answer);
  // What submit() does with a command that need not wait for a door (recall_desk.h).
  void decide_soon(calendar::NumberedCommand command, CommitAnswer answer);
  // More waits than should.
  [[nodiscard]] bool busy() const { return waiting_.size() >= kShedAbove; }
  // The same for a command of the server itself: no-shows, the coordinator's planning.
  [[nodiscard]] platform::Result<Committed> commit_own(calendar::Command command);
  // The same, together with what is submitted: a door that has leased what it is about is asked first, as for a device.
  void submit_own(calendar::Command command, CommitAnswer answer);
  // Facts that are no command, as one entry, with the feeds that belong to them: all or nothing. Returns the entry's
  // sequence (the last one when `changes` is empty). Invalid when a room would be held twice.
  [[nodiscard]] platform::Result<std::uint64_t> commit_changes(std::vector<calendar::Change> changes,
                                                               const std::vector<FeedSource>& feeds = {});

  // The same of changes that `make` finds in the World as it is inside the transaction; nothing when it finds none. It
  // may be called several times.
  [[nodiscard]] platform::Status commit_made(const std::function<std::vector<calendar::Change>()>& make);

  // Takes in what other servers committed, and tells the devices. Of a store that is not shared: nothing.
  [[nodiscard]] platform::Status catch_up();
  // Whether this server does what one server alone should: reading feeds, releasing no-shows. True until told.
  void set_on_duty(bool on_duty);
  [[nodiscard]] bool on_duty() const { return on_duty_; }
  // Called after an entry of this server's own was committed.
  void on_committed(std::function<void()> listener) { committed_ = std::move(listener); }

  // --- devices ----------------------------------------------------------------------------------------------------

  // Makes or renews a device and returns its token, which is stored nowhere. A connection under the old token ends.
  // Invalid: a bad name, or the server's own.
  [[nodiscard]] platform::Result<std::string> enrol(const calendar::DeviceId& device);
  // From now on it may ask for this, and gets this site's truth; its connection ends. NotFound: no such device.
  // Invalid: a site or room that is not there, a room of another site, a door without a room.
  [[nodiscard]] platform::Status set_rights(const calendar::DeviceId& device, const calendar::DeviceRights& rights);
  // Its connections end and it is denied from now on. NotFound.
  [[nodiscard]] platform::Status revoke(const calendar::DeviceId& device);
  [[nodiscard]] platform::Result<std::vector<DeviceRecord>> devices() { return store_->devices(); }
  // Whether a token is enough (devices of 0.1.0), or only a certificate. True until told.
  void accept_tokens(bool accept) { accept_tokens_ = accept; }
  // Before authority().
  void set_authority_options(AuthorityOptions options) { authority_options_ = std::move(options); }
  // Who is a device, by certificates; opened at the first call, which makes an authority in a store without one.
  [[nodiscard]] platform::Result<DeviceAuthority*> authority();
  // DeviceAuthority::approve(). Invalid for a name that is none, or that a device has which was not revoked, unless it
  // is to be replaced; NotFound for a room that is not there.
  [[nodiscard]] platform::Result<Approval> approve_device(const std::string& selector, Approval wanted, bool replace);
  // Authenticated and connected now.
  [[nodiscard]] std::vector<calendar::DeviceId> connected() const;
  // The same with their sessions.
  [[nodiscard]] const std::map<calendar::DeviceId, std::shared_ptr<DeviceSession>>& sessions() const {
    return sessions_;
  }
  // What its connections told; nothing of one that has not come since the start.
  [[nodiscard]] DeviceHealth health_of(const calendar::DeviceId& device) const;
  // The handler of a new device connection.
  [[nodiscard]] std::shared_ptr<platform::FrameHandler> accept_device();

  // --- leases of doors --------------------------------------------------------------------------------------------

  // Asks the holder of the room's lease to give it up, here or at another server. False: nobody knows where it is.
  [[nodiscard]] bool recall(const calendar::RoomId& room);
  // The same when the holder is connected here.
  bool recall_here(const calendar::RoomId& room);
  // How a recall gets to the other servers; without one there are none.
  void on_recall(std::function<void(const calendar::RoomId&)> teller) { tell_recall_ = std::move(teller); }
  // What leases cost others, by room.
  [[nodiscard]] const std::map<calendar::RoomId, LeaseCost>& lease_costs() const;

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
  // For what every connection waits for.
  [[nodiscard]] platform::CoarseTimers& device_timers() { return device_timers_; }
  [[nodiscard]] LogStore& store() { return *store_; }
  // What the devices of a site are shown; null while there is one site only, and they are shown everything. Valid until
  // the loop's next task.
  [[nodiscard]] SiteScope* scope_of(const calendar::SiteId& site);
  // The same as a World: there the site is the first one. Valid until the next commit.
  [[nodiscard]] const calendar::World& world_of(const calendar::SiteId& site);
  // Frames of a whole snapshot, of all or of a scope, encoded once for all devices that need it; null while the store
  // cannot be read.
  [[nodiscard]] std::shared_ptr<const SnapshotFrames> snapshot_frames(const calendar::SiteId& site);

  // --- administration ---------------------------------------------------------------------------------------------

  using AdminHandler = std::function<platform::Result<std::string>(const std::string& json)>;
  // sync/admin sets it; runs on the core's thread.
  void set_admin_handler(AdminHandler handler) { admin_ = std::move(handler); }
  // Unavailable when no handler is set. `address`: where the administrator is, for the audit log.
  [[nodiscard]] platform::Result<std::string> administer(const std::string& json, const std::string& address = {});

  // --- audit and limits -------------------------------------------------------------------------------------------

  // Into the audit log at once, in the name of the administrator who asks, or of the server. What cannot be written is
  // said in the server's log.
  void audit(AuditKind what, const std::string& about, const std::string& outcome = "done");
  void audit(AuditRecord record);
  // What repeats: once a minute, with how often.
  void tally(AuditKind what, const std::string& actor, const std::string& address, const std::string& about);
  [[nodiscard]] Admission& admission() { return admission_; }
  void set_limits(const AdmissionLimits& limits) { admission_ = Admission{limits}; }
  // For what takes longer than a task of the loop may: true when it is such a request, answered later on the loop.
  using AdminRespond = std::function<void(platform::Result<std::string>)>;
  using LaterHandler = std::function<bool(const std::string& json, const AdminRespond& respond)>;
  void set_later_handler(LaterHandler handler) { later_ = std::move(handler); }
  [[nodiscard]] bool administer_later(const std::string& json, const std::string& address, const AdminRespond& respond);
  // Where the administrator is whose request is being taken; empty: on this machine, or nobody asks.
  [[nodiscard]] std::string asked_from() const { return asked_from_.value_or(""); }

  // Copies the store into a new file while commits go on. `done` is called on the loop, never once the core stops.
  // Errors of LogStore::begin_copy(), Unavailable while another one is made: it is not called then.
  [[nodiscard]] platform::Status back_up(const std::filesystem::path& file, BackupJob::Done done);

  // Says that this log is not the one that devices know under its name: it was restored or cut. Another history begins,
  // and whoever is connected comes again for it.
  [[nodiscard]] platform::Status begin_epoch();

  // Ends every session and timer; no new session is authenticated after.
  void stop();

 private:
  friend class DeviceSession;
  ServerCore(platform::EventLoop& loop, std::unique_ptr<LogStore> store);

  // One command of a group while it is decided.
  struct Asked {
    calendar::NumberedCommand command;
    bool own{false};  // the server's: gets the next number when it is decided
    std::string body_hash;
    CommitAnswer answer{};  // empty: nobody waits for it
  };
  struct Judged {
    platform::Result<Committed> result;
    std::optional<LogEntry> entry;  // what became of it now
  };
  struct WaitingCommand {
    calendar::NumberedCommand command;
    CommitAnswer answer;
  };
  class Group;

  // Reads the World again.
  [[nodiscard]] platform::Status load();
  [[nodiscard]] platform::Status read_anew();
  [[nodiscard]] platform::Status reload(const LogPosition& position);
  // Brings the World to the store's head: the entries after its own, or all of it when the history is another one.
  [[nodiscard]] platform::Status advance_world();
  [[nodiscard]] platform::Status read_missed(std::uint64_t head);
  // Sends what advance_world() found to the devices.
  void tell_missed();
  [[nodiscard]] platform::Status refresh_administration();
  // The transaction around every change of what is true; `work` may run several times. When it fails, the World is read
  // again from the store.
  [[nodiscard]] platform::Status in_transaction(const std::function<platform::Status()>& work);

  // Fans out and answers one command after the other, so that a verdict that was known keeps its place among the others.
  std::vector<platform::Result<Committed>> commit_group(std::vector<Asked> group);
  [[nodiscard]] static std::vector<calendar::CommandId> ids_of(const std::vector<Asked>& group);
  [[nodiscard]] platform::Status judge_group(std::vector<Asked>& group, std::vector<Judged>& judged);
  // An error here is the transaction's; one of the command alone is in `judged`.
  [[nodiscard]] platform::Status judge(Asked& asked, const KnownCommand& known, Group& before, Judged& judged);
  [[nodiscard]] platform::Status decide_and_append(const Asked& asked, LogEntry& entry);
  [[nodiscard]] calendar::Decision decision_on(const Asked& asked);
  [[nodiscard]] std::optional<calendar::RefusalReason> refused_for(const calendar::DeviceRights& rights,
                                                                   const calendar::Command& command);
  [[nodiscard]] platform::Result<Committed> commit_refusal(const Asked& asked);
  void commit_waiting();
  // Applies the entry's changes to the World and appends it to the log with what the server keeps to itself; inside a
  // transaction.
  [[nodiscard]] platform::Status append(LogEntry& entry, const std::string& body_hash, ServerRecords records = {});
  // Sends the entry to every connected device, its verdict to the one that asked.
  void fan_out(const LogEntry& entry);
  void follow_leases(const LogEntry& entry);
  // Whatever `device` holds: an administrator has put an end to it.
  [[nodiscard]] platform::Status end_leases_of(const calendar::DeviceId& device);

  // A removed feed takes what it said with it.
  [[nodiscard]] std::optional<calendar::Change> forgetting(const FeedSource& feed) const;
  [[nodiscard]] platform::Status put_sources(const std::vector<FeedSource>& feeds);
  [[nodiscard]] platform::Status drop_orphan_feeds();
  [[nodiscard]] platform::Status load_feeds();
  void track_age(const FeedState& feed);

  // Why a device is not let in with this certificate, or with none; nothing when it is.
  [[nodiscard]] std::optional<Denied> denial_of(const calendar::DeviceId& device,
                                                const platform::PeerCertificate& certificate);
  // Nothing to do for a device with a token.
  [[nodiscard]] platform::Status revoke_certificates(const DeviceRecord& device);
  // Devices whose certificate is worth nothing any more go, and others who are let in by another server come.
  [[nodiscard]] platform::Status refresh_certificates();

  void opened(DeviceSession& session) { handlers_.insert(&session); }
  void gone(DeviceSession& session) { handlers_.erase(&session); }
  // An authenticated session replaces an older one of the same device.
  void join(const std::shared_ptr<DeviceSession>& session);
  void leave(const DeviceSession& session);
  void end_session_of(const calendar::DeviceId& device, const std::string& why);

  platform::EventLoop& loop_;
  platform::CoarseTimers device_timers_{loop_, kDeviceTick};
  std::unique_ptr<LogStore> store_;
  calendar::World world_;
  StateChecksum checksum_;           // of world_
  StateMarks marks_;                 // up to world_at_
  std::uint64_t head_{0};            // what the devices have been told of
  std::uint64_t world_at_{0};        // what the World has; the same except in the middle of a commit
  std::uint64_t applied_{0};         // what the World has, in the middle of a commit too
  std::string epoch_;                // of the World
  bool stale_{false};                // a transaction failed and the World could not be read again yet
  std::vector<LogEntry> missed_;     // entries of other servers that the World has and the devices were not told of
  bool another_history_{false};      // the epoch changed under us, and the devices were not told of it
  std::uint64_t administration_{0};  // of the devices and feeds that we know
  std::deque<WaitingCommand> waiting_;
  std::function<void()> committed_;
  bool on_duty_{true};
  std::shared_ptr<bool> alive_{std::make_shared<bool>(true)};  // of what is posted to the loop
  bool accept_tokens_{true};
  AuthorityOptions authority_options_;
  std::unique_ptr<DeviceAuthority> authority_;
  std::map<FeedOwner, FeedState> feeds_;
  std::map<FeedOwner, TrackedAge> ages_;
  std::uint64_t ages_version_{0};
  std::set<DeviceSession*> handlers_;  // every session that exists, authenticated or not
  std::map<calendar::DeviceId, std::shared_ptr<DeviceSession>> sessions_;  // authenticated
  std::map<calendar::DeviceId, DeviceHealth> health_;
  std::map<calendar::DeviceId, calendar::DeviceRights> rights_;  // of whoever was connected
  std::unique_ptr<Scopes> scopes_;
  std::shared_ptr<const SnapshotFrames> snapshot_;
  std::unique_ptr<NoShowTimer> no_shows_;
  std::unique_ptr<LogKeeper> keeper_;
  std::unique_ptr<PastKeeper> past_;
  std::unique_ptr<LeaseKeeper> leases_;
  std::unique_ptr<RecallDesk> recalls_;
  std::function<void(const calendar::RoomId&)> tell_recall_;
  std::function<void()> feeds_changed_;
  AdminHandler admin_;
  std::optional<std::string> asked_from_;  // while an administrator asks
  Admission admission_{AdmissionLimits{}};
  AuditTally tally_;
  std::unique_ptr<platform::Timer> tally_timer_;
  LaterHandler later_;
  std::unique_ptr<BackupJob> backup_;
  bool stopping_{false};
};

}  // namespace tandem::sync
