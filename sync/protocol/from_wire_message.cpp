#include "sync/protocol/codec.h"
#include "sync/protocol/from_wire.h"

namespace tandem::sync {
namespace {

std::string epoch(Reader& reader, const std::string& text) {
  return reader.text(text, "epoch", platform::kMaxIdLength);
}

Cursor from_wire(Reader& reader, const wire::Cursor& in) { return {epoch(reader, in.epoch()), in.sequence()}; }

calendar::DeviceId device(Reader& reader, const std::string& text) {
  reader.require(text.size() <= calendar::kMaxDeviceIdLength, "device id");
  return reader.id<calendar::DeviceId>(text, "device");
}

std::vector<calendar::Change> changes(Reader& reader, const google::protobuf::RepeatedPtrField<wire::Change>& in) {
  std::vector<calendar::Change> read;
  for (const wire::Change& change : in) {
    if (!reader.ok()) break;
    if (auto known = sync::from_wire(reader, change)) read.push_back(std::move(*known));
  }
  return read;
}

Hello from_wire(Reader& reader, const wire::Hello& in) {
  Hello hello;
  hello.oldest_version = in.oldest_version();
  hello.newest_version = in.newest_version();
  reader.require(hello.oldest_version <= hello.newest_version, "versions");
  hello.device = device(reader, in.device());
  hello.token = reader.text(in.token(), "token", kMaxSecretLength);
  hello.software = reader.text(in.software(), "software");
  hello.cursor = from_wire(reader, in.cursor());
  hello.scope = reader.text(in.scope(), "scope", kMaxScopeLength);
  return hello;
}

// A mode of a newer server: the server refuses what it does not allow, the device asks for everything.
calendar::DeviceRights from_wire(Reader& reader, const wire::DeviceRights& in) {
  calendar::DeviceRights rights;
  if (in.mode() == static_cast<std::uint32_t>(calendar::DeviceMode::Door)) rights.mode = calendar::DeviceMode::Door;
  if (in.has_room()) rights.room = reader.id<calendar::RoomId>(in.room(), "room of device");
  return rights;
}

Welcome from_wire(Reader& reader, const wire::Welcome& in) {
  Welcome welcome;
  welcome.version = in.version();
  welcome.server_time = reader.wall_time(in.server_time_ms(), "server time");
  welcome.epoch = epoch(reader, in.epoch());
  welcome.last_number = in.last_number();
  welcome.site_key = reader.text(in.site_key(), "site key", kMaxSecretLength);
  welcome.scope = reader.text(in.scope(), "scope", kMaxScopeLength);
  if (in.has_rights()) welcome.rights = from_wire(reader, in.rights());
  return welcome;
}

// A reason of a newer server stays a denial.
Denied from_wire(Reader& reader, const wire::Denied& in) {
  const bool known = in.reason() <= static_cast<std::uint32_t>(DenialReason::Busy);
  return {known ? static_cast<DenialReason>(in.reason()) : DenialReason::ProtocolError,
          reader.text(in.message(), "message", kMaxMessageLength)};
}

// One that cannot be read keeps its number, so that it gets a verdict; without a number nobody can be told.
calendar::NumberedCommand pushed_command(Reader& reader, const std::string& bytes) {
  if (auto whole = decode_command(bytes)) return std::move(*whole);
  wire::CommandHead head;
  if (!head.ParseFromString(bytes)) reader.invalid("command", "no number");
  return {sync::from_wire(reader, head.id()), {}, calendar::UnreadableCommand{bytes}};
}

Push from_wire(Reader& reader, const wire::Push& in) {
  Push push;
  if (!reader.count(in.commands_size(), kMaxPushed, "commands")) return push;
  for (const std::string& command : in.commands()) push.commands.push_back(pushed_command(reader, command));
  return push;
}

Entries from_wire(Reader& reader, const wire::Entries& in) {
  Entries entries;
  if (!reader.count(in.entries_size(), kMaxBatch, "entries")) return entries;
  for (const wire::LogEntry& entry : in.entries()) entries.entries.push_back(sync::from_wire(reader, entry));
  return entries;
}

SnapshotPart from_wire(Reader& reader, const wire::SnapshotPart& in) {
  SnapshotPart part;
  if (!reader.count(in.facts_size(), kMaxBatch, "facts")) return part;
  part.facts = changes(reader, in.facts());
  part.first = in.first();
  part.last = in.last();
  part.cursor = from_wire(reader, in.cursor());
  return part;
}

FeedAge from_wire(Reader& reader, const wire::FeedAge& in) {
  FeedAge age;
  reader.require(in.owner_case() != wire::FeedAge::OWNER_NOT_SET, "owner of feed");
  if (in.has_room()) age.owner = reader.id<calendar::RoomId>(in.room(), "room of feed");
  if (in.has_person()) age.owner = reader.id<calendar::PersonId>(in.person(), "person of feed");
  if (in.has_confirmed_at()) age.confirmed_at = reader.instant(in.confirmed_at(), "feed age");
  age.failing = in.failing();
  return age;
}

std::chrono::milliseconds duration(Reader& reader, std::int64_t milliseconds, std::chrono::milliseconds most,
                                   const char* what) {
  reader.require(milliseconds >= 0 && milliseconds <= most.count(), what);
  return std::chrono::milliseconds{milliseconds};
}

// A reason of a newer device is still one that ended with the server.
SetAside from_wire(Reader& reader, const wire::SetAside& in) {
  reader.require(in.number() > 0, "number that was set aside");
  const bool damaged = in.reason() == static_cast<std::uint32_t>(SetAsideReason::RowDamaged);
  return {in.number(), damaged ? SetAsideReason::RowDamaged : SetAsideReason::ServerRefused};
}

OutboxAge from_wire(Reader& reader, const wire::OutboxAge& in) {
  OutboxAge outbox{in.waiting(), duration(reader, in.oldest_ms(), kMaxPolicyTime, "age of the outbox")};
  outbox.set_aside = in.set_aside();
  if (in.has_last_set_aside()) outbox.last_set_aside = from_wire(reader, in.last_set_aside());
  return outbox;
}

Heartbeat from_wire(Reader& reader, const wire::Heartbeat& in) {
  Heartbeat heartbeat;
  heartbeat.sent_at = reader.wall_time(in.sent_at_ms(), "heartbeat time");
  if (!reader.count(in.feeds_size(), kMaxFeedAges, "feed ages")) return heartbeat;
  for (const wire::FeedAge& age : in.feeds()) heartbeat.feeds.push_back(from_wire(reader, age));
  if (in.has_state()) heartbeat.state = StateMark{in.state().sequence(), in.state().checksum(), in.state().form()};
  if (in.has_outbox()) heartbeat.outbox = from_wire(reader, in.outbox());
  return heartbeat;
}

Later from_wire(Reader& reader, const wire::Later& in) {
  reader.require(in.number() > 0, "number");
  return {in.number(), duration(reader, in.retry_after_ms(), kMaxRetryAfter, "retry after")};
}

KnownVerdict from_wire(Reader& reader, const wire::KnownVerdict& in) {
  reader.require(in.has_verdict(), "verdict");
  return {in.number(), sync::from_wire(reader, in.verdict())};
}

}  // namespace

LogEntry from_wire(Reader& reader, const wire::LogEntry& in) {
  LogEntry entry;
  entry.sequence = in.sequence();
  entry.at = reader.instant(in.at(), "time of entry");
  if (in.has_origin()) entry.origin = from_wire(reader, in.origin());
  if (!reader.count(in.changes_size(), kMaxChangesInEntry, "changes")) return entry;
  entry.changes = changes(reader, in.changes());
  if (in.has_verdict()) entry.verdict = from_wire(reader, in.verdict());
  entry.passed = in.passed();
  reader.require(entry.passed < entry.sequence || entry.passed == 0, "entries passed over");
  return entry;
}

Message from_wire(Reader& reader, const wire::Frame& in) {
  switch (in.body_case()) {
    case wire::Frame::kHello: return from_wire(reader, in.hello());
    case wire::Frame::kWelcome: return from_wire(reader, in.welcome());
    case wire::Frame::kDenied: return from_wire(reader, in.denied());
    case wire::Frame::kPush: return from_wire(reader, in.push());
    case wire::Frame::kEntries: return from_wire(reader, in.entries());
    case wire::Frame::kSnapshotPart: return from_wire(reader, in.snapshot_part());
    case wire::Frame::kKnownVerdict: return from_wire(reader, in.known_verdict());
    case wire::Frame::kAck: return Ack{from_wire(reader, in.ack().cursor())};
    case wire::Frame::kHeartbeat: return from_wire(reader, in.heartbeat());
    case wire::Frame::kLater: return from_wire(reader, in.later());
    case wire::Frame::kRecall: return Recall{reader.id<calendar::RoomId>(in.recall().room(), "leased room")};
    case wire::Frame::BODY_NOT_SET: break;
  }
  reader.invalid("frame", "no message of ours");
  return {};
}

}  // namespace tandem::sync
