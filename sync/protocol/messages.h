#pragma once
// What a device and a server say to each other. One frame carries one Message as protobuf (tandem.proto); codec.h turns
// one into the other. The conversation, device on the left:
//
//   Hello        →               who I am, how far I am (cursor), which protocol versions I speak
//                ←  Welcome      or Denied, and the connection ends
//                ←  SnapshotPart … when the cursor is of another epoch, too old, or zero
//                ←  Entries      everything after the cursor, in log order, then whatever happens next
//   Push         →               commands, in number order, resent after a reconnect until their verdict came
//                ←  KnownVerdict for a number whose entry the device has already passed (after a snapshot)
//   Ack          →               the cursor is stored
//                ←  Later        commands that were not looked at: to be pushed again after a while (version 2)
//                ←  Recall       somebody wants what this door has leased: answered by a GiveUpLease (version 3)
//   Heartbeat    ↔               alive; from the server also its time and the age of every feed, from the device the
//                               checksum of its truth and how old its queue is
//
// A verdict travels inside the log entry of its command, so verdicts and changes share one order.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/booking/command.h"
#include "calendar/booking/rights.h"
#include "calendar/booking/verdict.h"
#include "platform/base/clock.h"

namespace tandem::sync {

// Version 2 added Later, version 3 leases with Recall, entries that were passed over and the scope, and commands and
// changes that older peers do not know; everything else that came since is a field that they skip.
inline constexpr std::uint32_t kOldestProtocolVersion = 1;
inline constexpr std::uint32_t kProtocolVersion = 3;
// First version whose devices understand Later.
inline constexpr std::uint32_t kLaterSince = 2;
// First version whose devices hold leases and answer Recall.
inline constexpr std::uint32_t kLeasesSince = 3;
// First version whose devices understand `passed` and have a scope. Older ones get empty entries, and a snapshot at
// each connection, while the company has several sites.
inline constexpr std::uint32_t kScopeSince = 3;

// How far a replica is. `epoch` names one history of the log: a restored or recreated server starts another one.
struct Cursor {
  std::string epoch;
  std::uint64_t sequence{0};
  auto operator<=>(const Cursor&) const = default;
};

struct LogEntry {
  std::uint64_t sequence{0};
  calendar::Instant at;
  calendar::CommandId origin;  // empty device: an import or a feed, not a command
  std::vector<calendar::Change> changes;
  std::optional<calendar::Verdict> verdict;  // sent to the device of `origin` only
  std::uint64_t passed{0};                   // entries just before this one that say nothing to the device
  bool operator==(const LogEntry&) const = default;
};

// How fresh what a feed said is; not part of the log.
struct FeedAge {
  std::variant<calendar::RoomId, calendar::PersonId> owner;
  std::optional<calendar::Instant> confirmed_at;  // last time it was read, changed or not; absent: never
  bool failing{false};                            // the last try failed
  bool operator==(const FeedAge&) const = default;
};

struct Hello {
  std::uint32_t oldest_version{kOldestProtocolVersion};
  std::uint32_t newest_version{kProtocolVersion};
  calendar::DeviceId device;
  std::string token;
  std::string software;  // "tandem-kiosk 0.1.0"
  Cursor cursor;
  std::string scope{};  // of what it has: Welcome::scope at the time
  bool operator==(const Hello&) const = default;
};

struct Welcome {
  std::uint32_t version{kProtocolVersion};
  platform::WallTime server_time;
  std::string epoch;
  std::uint64_t last_number{0};  // the highest command number of this device the server has decided
  std::string site_key;          // for badge hashes
  // Which part of the truth the device gets; empty: all of it. When it is not what the device has, a snapshot follows.
  std::string scope{};
  // What the device may ask for; since version 3. The site is left out: what the device gets is one site's.
  std::optional<calendar::DeviceRights> rights{};
  bool operator==(const Welcome&) const = default;
};

enum class DenialReason : std::uint8_t {
  UnknownDevice = 0,
  Revoked = 1,
  VersionTooOld = 2,
  VersionTooNew = 3,
  ProtocolError = 4,
  Busy = 5
};

struct Denied {
  DenialReason reason{DenialReason::UnknownDevice};
  std::string message;  // English, for the log
  bool operator==(const Denied&) const = default;
};

struct Push {
  std::vector<calendar::NumberedCommand> commands;
  bool operator==(const Push&) const = default;
};

struct Entries {
  std::vector<LogEntry> entries;
  bool operator==(const Entries&) const = default;
};

// Facts that build the world from nothing (calendar/booking/facts.h). The replica is replaced when the last part came.
struct SnapshotPart {
  std::vector<calendar::Change> facts;
  bool first{false};
  bool last{false};
  Cursor cursor;  // in the last part: where the snapshot stands
  bool operator==(const SnapshotPart&) const = default;
};

struct KnownVerdict {
  std::uint64_t number{0};
  calendar::Verdict verdict;
  bool operator==(const KnownVerdict&) const = default;
};

struct Ack {
  Cursor cursor;
  bool operator==(const Ack&) const = default;
};

// The server is busy and has not looked at `number` and the device's commands after it: they stay in its outbox and are
// pushed again after `retry_after`.
struct Later {
  std::uint64_t number{0};
  std::chrono::milliseconds retry_after{0};
  bool operator==(const Later&) const = default;
};

// The server asks for the lease of a room back. The device answers with a GiveUpLease in its queue, behind what it
// booked under the lease; one that holds no such lease says nothing.
struct Recall {
  calendar::RoomId room;
  bool operator==(const Recall&) const = default;
};

// The way a StateChecksum is made. Another one whenever a fact is encoded differently, so that only equal ones are
// compared.
inline constexpr std::uint32_t kStateForm = 2;

// What a device's truth amounts to at `sequence` of the epoch it was welcomed with.
struct StateMark {
  std::uint64_t sequence{0};
  std::uint64_t checksum{0};
  std::uint32_t form{kStateForm};
  bool operator==(const StateMark&) const = default;
};

// Why a device gave up a command that the server never could decide. Stored and sent by number.
enum class SetAsideReason : std::uint8_t {
  RowDamaged = 0,     // its row on the device's disk does not decode
  ServerRefused = 1,  // the server ended the connection over it, twice, while nothing else was under way
};
struct SetAside {
  std::uint64_t number{0};
  SetAsideReason reason{SetAsideReason::RowDamaged};
  bool operator==(const SetAside&) const = default;
};

// Commands of a device without a verdict, how long ago the oldest was given, and what was given up, ever.
struct OutboxAge {
  std::uint32_t waiting{0};
  std::chrono::milliseconds oldest{0};
  std::uint32_t set_aside{0};
  std::optional<SetAside> last_set_aside{};
  bool operator==(const OutboxAge&) const = default;
};

struct Heartbeat {
  platform::WallTime sent_at;
  std::vector<FeedAge> feeds;         // server to device: only those that changed since the last one on this connection
  std::optional<StateMark> state{};   // device to server, when it is current
  std::optional<OutboxAge> outbox{};  // device to server
  bool operator==(const Heartbeat&) const = default;
};

using Message =
    std::variant<Hello, Welcome, Denied, Push, Entries, SnapshotPart, KnownVerdict, Ack, Heartbeat, Later, Recall>;

// Both sides send one this often when they have nothing else to say, and give up on a peer silent for kSilence.
inline constexpr std::chrono::seconds kHeartbeatEvery{10};
inline constexpr std::chrono::seconds kSilence{30};
// Entries, facts or commands in one message; a frame also stays under platform::kMaxFrame.
inline constexpr std::size_t kMaxBatch = 256;
inline constexpr std::size_t kTargetFrameBytes = std::size_t{256} * 1024;
inline constexpr std::size_t kMaxPushed = 64;

}  // namespace tandem::sync
