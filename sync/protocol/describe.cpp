// Frames in words, for the tool that prints them. Tokens, keys, hashes and people's names are left out.
#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>
#include <string>

#include "sync/protocol/codec.h"

namespace tandem::sync {
namespace {

using calendar::Instant;

// "2026-11-23T12:00:00Z"
std::string text_of(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{at - day};
  const auto padded = [](auto number, std::size_t width) {
    std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
  };
  return padded(int{date.year()}, 4) + "-" + padded(unsigned{date.month()}, 2) + "-" + padded(unsigned{date.day()}, 2) +
         "T" + padded(time.hours().count(), 2) + ":" + padded(time.minutes().count(), 2) + ":" +
         padded(time.seconds().count(), 2) + "Z";
}
std::string text_of(platform::WallTime at) { return text_of(std::chrono::floor<std::chrono::seconds>(at)); }
std::string text_of(const calendar::Interval& when) {
  return "[" + text_of(when.start) + ", " + text_of(when.end) + ")";
}
std::string text_of(const Cursor& cursor) { return cursor.epoch + ":" + std::to_string(cursor.sequence); }
std::string text_of(const calendar::CommandId& id) { return calendar::booking_id_of(id).text(); }
std::string text_of(const calendar::Verdict& verdict) {
  const auto* refused = std::get_if<calendar::Refused>(&verdict);
  std::string text = refused == nullptr ? "Accepted" : std::string{"Refused "} + name_of(refused->reason);
  for (const calendar::MissedInstance& missed : calendar::missed_of(verdict)) {
    text += ", " + text_of(missed.when.start) + " " + name_of(missed.reason);
  }
  return text;
}
std::string by(const std::optional<calendar::PersonId>& person) { return person ? " by " + person->text() : ""; }

struct DescribeChange {
  std::string operator()(const calendar::SiteConfigured& c) const { return "SiteConfigured " + c.site.zone; }
  std::string operator()(const calendar::RoomPut& c) const { return "RoomPut " + c.room.id.text(); }
  std::string operator()(const calendar::RoomRemoved& c) const { return "RoomRemoved " + c.room.text(); }
  std::string operator()(const calendar::PersonPut& c) const { return "PersonPut " + c.person.id.text(); }
  std::string operator()(const calendar::PersonRemoved& c) const { return "PersonRemoved " + c.person.text(); }
  std::string operator()(const calendar::PairPut& c) const { return "PairPut " + c.pair.id.text(); }
  std::string operator()(const calendar::PairRemoved& c) const { return "PairRemoved " + c.pair.text(); }
  std::string operator()(const calendar::TopicPut& c) const { return "TopicPut " + c.topic.id.text(); }
  std::string operator()(const calendar::RoomBusyRead& c) const {
    return "RoomBusyRead " + c.room.text() + " " + busy(c.window, c.busy);
  }
  std::string operator()(const calendar::PersonBusyRead& c) const {
    return "PersonBusyRead " + c.person.text() + " " + busy(c.window, c.busy);
  }
  std::string operator()(const calendar::BookingAccepted& c) const {
    return "BookingAccepted " + c.booking.id.text() + " room " + c.booking.room.text() + " " + text_of(c.booking.held);
  }
  std::string operator()(const calendar::SessionPlanned& c) const {
    return "SessionPlanned " + c.session.id.text() + " pair " + c.session.pair.text();
  }
  std::string operator()(const calendar::PersonCheckedIn& c) const {
    return "PersonCheckedIn " + c.booking.text() + by(c.person) + " at " + text_of(c.at);
  }
  std::string operator()(const calendar::BookingExtended& c) const { return moment("Extended", c.booking, c.new_end); }
  std::string operator()(const calendar::BookingEnded& c) const { return moment("Ended", c.booking, c.at); }
  std::string operator()(const calendar::BookingCancelled& c) const { return moment("Cancelled", c.booking, c.at); }
  std::string operator()(const calendar::BookingReleased& c) const { return moment("Released", c.booking, c.at); }
  std::string operator()(const calendar::BookingReclaimed& c) const { return moment("Reclaimed", c.booking, c.at); }
  std::string operator()(const calendar::SessionRated& c) const {
    return "SessionRated " + c.booking.text() + " by " + c.person.text() + " at " + text_of(c.at);
  }
  std::string operator()(const calendar::TopicsTicked& c) const {
    return "TopicsTicked " + c.booking.text() + " at " + text_of(c.at);
  }
  std::string operator()(const calendar::PastForgotten& c) const { return "PastForgotten " + text_of(c.before); }
  std::string operator()(const calendar::PairPastNoted& c) const {
    return "PairPastNoted " + c.past.pair.text() + " held " + std::to_string(c.past.held);
  }

  std::string operator()(const calendar::RoomLeased& c) const {
    return "RoomLeased " + c.lease.room.text() + " to " + c.lease.holder.text() + " " + text_of(c.lease.held);
  }
  std::string operator()(const calendar::LeaseEnded& c) const { return "LeaseEnded " + c.room.text(); }

  static std::string busy(const calendar::Interval& window, const calendar::BusySet& busy) {
    return std::to_string(busy.intervals().size()) + " busy in " + text_of(window);
  }
  static std::string moment(const char* what, const calendar::BookingId& booking, Instant at) {
    return std::string{"Booking"} + what + " " + booking.text() + " " + text_of(at);
  }
};

struct DescribeCommand {
  std::string operator()(const calendar::BookRoom& c) const {
    return " room " + c.room.text() + " " + text_of(c.when) + by(c.by) + (c.promised ? " promised" : "");
  }
  std::string operator()(const calendar::PlanSession& c) const {
    return " pair " + c.pair.text() + " room " + c.room.text() + " " + text_of(c.when) + by(c.by);
  }
  std::string operator()(const calendar::CheckIn& c) const { return on(c.booking, c.at) + by(c.person); }
  std::string operator()(const calendar::ExtendBooking& c) const { return on(c.booking, c.new_end) + by(c.by); }
  std::string operator()(const calendar::EndBooking& c) const { return on(c.booking, c.at) + by(c.by); }
  std::string operator()(const calendar::CancelBooking& c) const { return " " + c.booking.text() + by(c.by); }
  std::string operator()(const calendar::ReclaimBooking& c) const { return on(c.booking, c.at) + by(c.by); }
  std::string operator()(const calendar::ReleaseNoShow& c) const { return " " + c.booking.text(); }
  std::string operator()(const calendar::BookSeries& c) const {
    return " room " + c.room.text() + " " + text_of(c.first) + " " + c.rule + by(c.by);
  }
  std::string operator()(const calendar::PlanSeries& c) const {
    return " pair " + c.pair.text() + " room " + c.room.text() + " " + text_of(c.first) + " " + c.rule + by(c.by);
  }
  std::string operator()(const calendar::CancelRest& c) const { return " " + c.booking.text() + by(c.by); }
  // Ratings and topics are as little for a log as tokens are.
  std::string operator()(const calendar::RateSession& c) const {
    return on(c.booking, c.at) + " by " + c.person.text();
  }
  std::string operator()(const calendar::TickTopics& c) const { return on(c.booking, c.at) + " by " + c.person.text(); }
  std::string operator()(const calendar::UnreadableCommand& c) const {
    return " of " + std::to_string(c.body.size()) + " bytes";
  }

  std::string operator()(const calendar::GiveUpLease& c) const { return " " + c.room.text(); }

  static std::string on(const calendar::BookingId& booking, Instant at) {
    return " " + booking.text() + " " + text_of(at);
  }
};

std::string line(const std::string& text) { return "  " + text + "\n"; }

std::string describe_entry(const LogEntry& entry) {
  std::string text = "#" + std::to_string(entry.sequence) + " " + text_of(entry.at);
  if (!entry.origin.device.empty()) text += " from " + text_of(entry.origin);
  if (entry.verdict) text += " verdict " + text_of(*entry.verdict);
  if (entry.passed != 0) text += " after " + std::to_string(entry.passed) + " that say nothing";
  text = line(text);
  for (const calendar::Change& change : entry.changes) text += "  " + line(std::visit(DescribeChange{}, change));
  return text;
}

std::string describe_age(const FeedAge& age) {
  const std::string owner = std::visit([](const auto& id) { return id.text(); }, age.owner);
  return "feed " + owner + (age.confirmed_at ? " confirmed " + text_of(*age.confirmed_at) : " never read") +
         (age.failing ? " failing" : "");
}

std::string text_of(std::chrono::milliseconds duration) { return std::to_string(duration.count()) + " ms"; }

std::string describe_state(const StateMark& state) {
  std::array<char, 17> hex{};
  std::snprintf(hex.data(), hex.size(), "%016" PRIx64, state.checksum);
  return "state " + std::string{hex.data()} + " at #" + std::to_string(state.sequence) + " form " +
         std::to_string(state.form);
}

std::string describe_outbox(const OutboxAge& outbox) {
  std::string text =
      line("outbox " + std::to_string(outbox.waiting) + " waiting, the oldest " + text_of(outbox.oldest));
  if (outbox.set_aside == 0 || !outbox.last_set_aside) return text;
  return text + line(std::to_string(outbox.set_aside) + " set aside, the last number " +
                     std::to_string(outbox.last_set_aside->number) +
                     (outbox.last_set_aside->reason == SetAsideReason::RowDamaged ? ": its row is damaged"
                                                                                  : ": the server refused to read it"));
}

std::string describe_rights(const calendar::DeviceRights& rights) {
  return std::string{"rights "} + name_of(rights.mode) + (rights.room ? " of " + rights.room->text() : "");
}

struct DescribeMessage {
  std::string operator()(const Hello& m) const {
    return "Hello\n" + line("device " + m.device.text()) + line("software " + m.software) +
           line("versions " + std::to_string(m.oldest_version) + " to " + std::to_string(m.newest_version)) +
           line("cursor " + text_of(m.cursor)) + (m.scope.empty() ? "" : line("scope " + m.scope));
  }
  std::string operator()(const Welcome& m) const {
    return "Welcome\n" + line("version " + std::to_string(m.version)) + line("server time " + text_of(m.server_time)) +
           line("epoch " + m.epoch) + line("last number " + std::to_string(m.last_number)) +
           (m.scope.empty() ? "" : line("scope " + m.scope)) + (m.rights ? line(describe_rights(*m.rights)) : "");
  }
  std::string operator()(const Denied& m) const {
    return "Denied\n" + line("reason " + std::to_string(static_cast<int>(m.reason))) + line("message " + m.message);
  }
  std::string operator()(const Push& m) const {
    std::string text = "Push\n";
    for (const calendar::NumberedCommand& command : m.commands) {
      text += line(text_of(command.id) + " " + name_of(command.command) +
                   std::visit(DescribeCommand{}, command.command) + " issued " + text_of(command.issued_at));
    }
    return text;
  }
  std::string operator()(const Entries& m) const {
    std::string text = "Entries\n";
    for (const LogEntry& entry : m.entries) text += describe_entry(entry);
    return text;
  }
  std::string operator()(const SnapshotPart& m) const {
    std::string text = std::string{"SnapshotPart"} + (m.first ? " first" : "") + (m.last ? " last" : "") + "\n";
    for (const calendar::Change& fact : m.facts) text += line(std::visit(DescribeChange{}, fact));
    return m.last ? text + line("cursor " + text_of(m.cursor)) : text;
  }
  std::string operator()(const KnownVerdict& m) const {
    return "KnownVerdict\n" + line("number " + std::to_string(m.number)) + line(text_of(m.verdict));
  }
  std::string operator()(const Ack& m) const { return "Ack\n" + line("cursor " + text_of(m.cursor)); }
  std::string operator()(const Heartbeat& m) const {
    std::string text = "Heartbeat\n" + line("sent " + text_of(m.sent_at));
    for (const FeedAge& age : m.feeds) text += line(describe_age(age));
    if (m.state) text += line(describe_state(*m.state));
    if (m.outbox) text += describe_outbox(*m.outbox);
    return text;
  }
  std::string operator()(const Recall& m) const { return "Recall\n" + line("room " + m.room.text()); }
  std::string operator()(const Later& m) const {
    return "Later\n" + line("from number " + std::to_string(m.number)) + line("after " + text_of(m.retry_after));
  }
};

}  // namespace

std::string describe(const Message& message) { return std::visit(DescribeMessage{}, message); }

}  // namespace tandem::sync
