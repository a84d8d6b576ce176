#include "sync/protocol/codec.h"
#include "sync/protocol/to_wire.h"

namespace tandem::sync {
namespace {

void to_wire(const Cursor& cursor, wire::Cursor& out) {
  out.set_epoch(cursor.epoch);
  out.set_sequence(cursor.sequence);
}

void to_wire(const FeedAge& age, wire::FeedAge& out) {
  if (const auto* room = std::get_if<calendar::RoomId>(&age.owner)) out.set_room(room->text());
  if (const auto* person = std::get_if<calendar::PersonId>(&age.owner)) out.set_person(person->text());
  if (age.confirmed_at) out.set_confirmed_at(wire_of(*age.confirmed_at));
  out.set_failing(age.failing);
}

void to_wire(const StateMark& state, wire::StateMark& out) {
  out.set_sequence(state.sequence);
  out.set_checksum(state.checksum);
  out.set_form(state.form);
}

void to_wire(const calendar::DeviceRights& rights, wire::DeviceRights& out) {
  out.set_mode(static_cast<std::uint32_t>(rights.mode));
  if (rights.room) out.set_room(rights.room->text());
}

void to_wire(const OutboxAge& outbox, wire::OutboxAge& out) {
  out.set_waiting(outbox.waiting);
  out.set_oldest_ms(outbox.oldest.count());
  out.set_set_aside(outbox.set_aside);
  if (!outbox.last_set_aside) return;
  out.mutable_last_set_aside()->set_number(outbox.last_set_aside->number);
  out.mutable_last_set_aside()->set_reason(static_cast<std::uint32_t>(outbox.last_set_aside->reason));
}

struct MessageToWire {
  wire::Frame& out;

  void operator()(const Hello& hello) const {
    wire::Hello& wired = *out.mutable_hello();
    wired.set_oldest_version(hello.oldest_version);
    wired.set_newest_version(hello.newest_version);
    wired.set_device(hello.device.text());
    wired.set_token(hello.token);
    wired.set_software(hello.software);
    to_wire(hello.cursor, *wired.mutable_cursor());
    wired.set_scope(hello.scope);
  }
  void operator()(const Welcome& welcome) const {
    wire::Welcome& wired = *out.mutable_welcome();
    wired.set_version(welcome.version);
    wired.set_server_time_ms(welcome.server_time.time_since_epoch().count());
    wired.set_epoch(welcome.epoch);
    wired.set_last_number(welcome.last_number);
    wired.set_site_key(welcome.site_key);
    wired.set_scope(welcome.scope);
    if (welcome.rights) to_wire(*welcome.rights, *wired.mutable_rights());
  }
  void operator()(const Denied& denied) const {
    out.mutable_denied()->set_reason(static_cast<std::uint32_t>(denied.reason));
    out.mutable_denied()->set_message(denied.message);
  }
  void operator()(const Push& push) const {
    wire::Push& wired = *out.mutable_push();
    for (const auto& command : push.commands) wired.add_commands(encode_command(command));
  }
  void operator()(const Entries& entries) const {
    wire::Entries& wired = *out.mutable_entries();
    for (const LogEntry& entry : entries.entries) sync::to_wire(entry, *wired.add_entries());
  }
  void operator()(const SnapshotPart& part) const {
    wire::SnapshotPart& wired = *out.mutable_snapshot_part();
    for (const calendar::Change& fact : part.facts) sync::to_wire(fact, *wired.add_facts());
    wired.set_first(part.first);
    wired.set_last(part.last);
    to_wire(part.cursor, *wired.mutable_cursor());
  }
  void operator()(const KnownVerdict& known) const {
    out.mutable_known_verdict()->set_number(known.number);
    sync::to_wire(known.verdict, *out.mutable_known_verdict()->mutable_verdict());
  }
  void operator()(const Ack& ack) const { to_wire(ack.cursor, *out.mutable_ack()->mutable_cursor()); }
  void operator()(const Heartbeat& heartbeat) const {
    wire::Heartbeat& wired = *out.mutable_heartbeat();
    wired.set_sent_at_ms(heartbeat.sent_at.time_since_epoch().count());
    for (const FeedAge& age : heartbeat.feeds) to_wire(age, *wired.add_feeds());
    if (heartbeat.state) to_wire(*heartbeat.state, *wired.mutable_state());
    if (heartbeat.outbox) to_wire(*heartbeat.outbox, *wired.mutable_outbox());
  }
  void operator()(const Recall& recall) const { out.mutable_recall()->set_room(recall.room.text()); }
  void operator()(const Later& later) const {
    out.mutable_later()->set_number(later.number);
    out.mutable_later()->set_retry_after_ms(later.retry_after.count());
  }
};

}  // namespace

void to_wire(const LogEntry& entry, wire::LogEntry& out) {
  out.set_sequence(entry.sequence);
  out.set_at(wire_of(entry.at));
  if (!entry.origin.device.empty()) to_wire(entry.origin, *out.mutable_origin());
  for (const calendar::Change& change : entry.changes) to_wire(change, *out.add_changes());
  if (entry.verdict) to_wire(*entry.verdict, *out.mutable_verdict());
  out.set_passed(entry.passed);
}

void to_wire(const Message& message, wire::Frame& out) { std::visit(MessageToWire{out}, message); }

}  // namespace tandem::sync
