#pragma once
// The server's side of one device's connection: hello → authenticated → snapshot or entries → live. Nothing is buffered
// without end: what a slow device has not taken yet is read from the log again when it has room. Core thread.

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "calendar/booking/rights.h"
#include "platform/base/event_loop.h"
#include "platform/net/frame_connection.h"
#include "sync/protocol/messages.h"

namespace tandem::sync {

class ServerCore;
class SiteScope;
class SnapshotFrames;
struct Committed;

// From the connection to a Hello.
inline constexpr std::chrono::seconds kHelloTimeout{10};
// Sending pauses while the connection holds this much, and is looked at again this often.
inline constexpr std::size_t kSendPauseBytes = std::size_t{1024} * 1024;
inline constexpr std::chrono::milliseconds kSendPause{50};
// A device further behind than this gets a snapshot: it is smaller than the way there.
inline constexpr std::uint64_t kMaxCatchUp = 10'000;
// An entry larger than this (an import of thousands of people) reaches devices as a snapshot.
inline constexpr std::size_t kMaxEntryBytes = std::size_t{512} * 1024;
// Heartbeats in a row at which a device took nothing of what waits for it, before it is cut off.
inline constexpr int kMaxBlockedBeats = 3;
// When a busy server asks a device to come again.
inline constexpr std::chrono::milliseconds kShedRetryAfter{2'000};
// A device that was passed over is told how far it is after so many entries: often enough that its cursor is never too
// old, seldom enough that its disk is not written for other sites.
inline constexpr std::uint64_t kPassedUntold = 1'000;
// A heartbeat so late means that the core stood still, which is not the device's fault.
inline constexpr std::chrono::seconds kStalled{2};

class DeviceSession final : public platform::FrameHandler, public std::enable_shared_from_this<DeviceSession> {
 public:
  explicit DeviceSession(ServerCore& core);
  ~DeviceSession() override;

  void on_open(std::shared_ptr<platform::FrameConnection> connection) override;
  void on_frame(std::string frame) override;
  void on_closed(const platform::Error& why) override;

  // Empty before a Hello was accepted.
  [[nodiscard]] const calendar::DeviceId& device() const { return device_; }
  // Empty for one that came with a certificate.
  [[nodiscard]] const std::string& token_hash() const { return token_hash_; }
  // As of its hello.
  [[nodiscard]] const calendar::DeviceRights& rights() const { return rights_; }
  [[nodiscard]] const std::optional<platform::PeerCertificate>& certificate() const { return certificate_; }

  // The room whose door it is, when it may hold a lease of it.
  [[nodiscard]] const std::optional<calendar::RoomId>& door() const { return door_; }
  [[nodiscard]] bool takes_recalls() const { return version_ >= kLeasesSince; }
  // Asks for the lease of the room back.
  void recall(const calendar::RoomId& room) { send(Recall{room}); }

  // Flow step fan_out: `entry` was committed just now; `shared` is its frame without verdict.
  void entry_appended(const LogEntry& entry, const std::string& shared);
  // Entries were committed that nobody was told of one by one.
  void log_has_grown() { pump(); }
  // Closes politely; the device will come again.
  void end(const std::string& why);
  // The core goes away: closes, and never calls it again.
  void detach();

 private:
  void on_message(Message message);
  void on_hello(const Hello& hello);
  // What the device is shown; null when it is everything.
  [[nodiscard]] SiteScope* scope();
  // The company got its second site, or came back to one: what the device has is another part than it gets from now on.
  [[nodiscard]] bool scope_changed() { return (scope() != nullptr) != scoped_; }
  void on_push(const Push& push);
  // How many of them are taken now: all, or what leads up to the last check-in while the server is busy, or none that
  // would overtake what was put off before.
  [[nodiscard]] std::size_t taken_of(const Push& push);
  void put_off(std::uint64_t number);
  // Whether the device may bring so many commands now; otherwise says in retry_after_ when.
  [[nodiscard]] bool admitted(std::size_t commands);
  void on_committed(std::uint64_t number, const platform::Result<Committed>& committed);
  void note_health(const calendar::Verdict& verdict);
  void on_ack(const Ack& ack);
  void on_heartbeat(const Heartbeat& heartbeat);
  // Everything again when the device's truth is not ours.
  void compare(const StateMark& state);
  void note_outbox(const OutboxAge& outbox);
  [[nodiscard]] std::optional<Denied> denial_of(const Hello& hello);
  void note_denial(const Hello& hello, const Denied& denied, const std::string& address);
  void welcome(const Hello& hello);
  [[nodiscard]] Welcome welcome_of(std::uint64_t last) const;
  void deny(DenialReason reason, const std::string& message);
  void close(const std::string& why);

  [[nodiscard]] bool needs_snapshot(const Hello& hello);
  void begin_snapshot();
  // The same in the middle of the log; verdicts in the entries that it passes over come after it.
  void skip_to_snapshot();
  // Sends as much as the connection takes, and comes back for the rest.
  void pump();
  void send_snapshot_frames();
  // One batch, or the start of a snapshot when the next entry is too large for a frame.
  void send_entries();
  // The same of the scope: one batch, or nothing more to say.
  void send_scoped_entries(const SiteScope& scope);
  // The usual case: one entry, which most devices of the scope get in the same words. False: not this time.
  [[nodiscard]] bool send_shared(const SiteScope& scope, const LogEntry& entry);
  // What was passed over goes before `to` as empty entries, to a device that cannot skip it.
  void fill_up_to(Entries& batch, std::uint64_t to);
  // How far it is, when it was passed over for long.
  void tell_passed();
  void send_known_verdicts();
  void send(const Message& message);
  void send_frame(const std::string& frame);
  [[nodiscard]] bool paused() const;
  [[nodiscard]] LogEntry for_this_device(LogEntry entry) const;

  void beat_later();
  void on_beat();
  void send_heartbeats();

  ServerCore* core_;
  std::shared_ptr<platform::FrameConnection> connection_;
  calendar::DeviceId device_;
  std::string token_hash_;
  calendar::DeviceRights rights_;
  bool scoped_{false};
  std::optional<platform::PeerCertificate> certificate_;
  std::uint32_t version_{kProtocolVersion};
  std::optional<calendar::RoomId> door_;
  std::uint64_t sent_{0};  // everything up to here has been handed to the connection, or says nothing to this device
  std::uint64_t told_{0};  // the last entry that the device knows of; only while scoped
  std::shared_ptr<const SnapshotFrames> snapshot_;
  std::size_t snapshot_next_{0};
  bool snapshot_unread_{false};  // until the device acknowledges its end
  bool overdue_said_{false};
  std::chrono::milliseconds retry_after_{kShedRetryAfter};
  std::optional<std::uint64_t> put_off_from_;                  // the device has to begin again with this number
  std::map<std::uint64_t, calendar::Verdict> known_verdicts_;  // wait until the device stands past their entries
  std::uint64_t ages_sent_{0};                                 // version of the feed ages
  bool ages_ever_sent_{false};
  std::uint64_t frames_sent_{0};
  std::uint64_t frames_at_beat_{0};
  int blocked_beats_{0};
  platform::SteadyTime last_heard_;
  platform::SteadyTime beat_due_;
  std::unique_ptr<platform::Timer> beat_timer_;
  std::unique_ptr<platform::Timer> pump_timer_;
};

}  // namespace tandem::sync
