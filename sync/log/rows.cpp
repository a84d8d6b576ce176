#include "sync/log/rows.h"

#include "platform/device/credentials.h"
#include "sync/protocol/codec.h"

namespace tandem::sync {
namespace {

constexpr std::int64_t kAcceptedRow = -1;
constexpr std::int64_t kRoomOwner = 0;
constexpr std::int64_t kPersonOwner = 1;
constexpr std::size_t kEpochLength = 16;

}  // namespace

FeedOwner owner_of_row(std::int64_t kind, const std::string& id) {
  if (kind == kRoomOwner) return calendar::RoomId{id};
  return calendar::PersonId{id};
}

std::int64_t kind_of(const FeedOwner& owner) {
  return std::holds_alternative<calendar::RoomId>(owner) ? kRoomOwner : kPersonOwner;
}

const std::string& id_of(const FeedOwner& owner) {
  if (const auto* room = std::get_if<calendar::RoomId>(&owner)) return room->text();
  return std::get<calendar::PersonId>(owner).text();
}

calendar::Instant held_end_of(const calendar::Booking& booking) {
  return booking.held.empty() ? booking.held.start : booking.held.end;
}

std::string fresh_epoch() { return platform::random_secret().substr(0, kEpochLength); }

std::int64_t to_row(calendar::Instant at) { return at.time_since_epoch().count(); }

calendar::Instant instant_of_row(std::int64_t seconds) { return calendar::Instant{std::chrono::seconds{seconds}}; }

std::int64_t to_row(const calendar::Verdict& verdict) {
  const auto* refused = std::get_if<calendar::Refused>(&verdict);
  return refused == nullptr ? kAcceptedRow : static_cast<std::int64_t>(refused->reason);
}

platform::Result<calendar::Verdict> verdict_of_row(std::int64_t value) {
  if (value == kAcceptedRow) return calendar::Accepted{};
  if (value < 0 || value > 255) return platform::fail(platform::ErrorKind::Corrupt, "a stored verdict");
  return calendar::Refused{static_cast<calendar::RefusalReason>(value)};
}

std::string report_of(const calendar::Verdict& verdict) {
  return calendar::missed_of(verdict).empty() ? std::string{} : encode_verdict(verdict);
}

platform::Result<calendar::Verdict> verdict_of_report(std::string_view report) {
  auto verdict = decode_verdict(report);
  if (!verdict) return platform::fail(platform::ErrorKind::Corrupt, "a stored verdict: " + verdict.error().message);
  return verdict;
}

platform::Status require_next(const std::vector<LogEntry>& read, const LogEntry& entry) {
  if (read.empty() || entry.sequence == read.back().sequence + 1) return {};
  return platform::fail(platform::ErrorKind::Corrupt,
                        "the log has a gap after " + std::to_string(read.back().sequence) + ": restore a backup");
}

void bind_held(platform::Statement& statement, const calendar::Booking& booking) {
  statement.bind(1, std::string_view{booking.id.text()}).bind(2, std::string_view{booking.room.text()});
  statement.bind(3, to_row(booking.held.start)).bind(4, to_row(booking.held.end));
}

void bind_booking(platform::Statement& statement, const calendar::Booking& booking) {
  statement.bind(1, std::string_view{booking.id.text()}).bind(2, std::string_view{booking.room.text()});
  statement.bind(3, to_row(booking.held.start)).bind(4, to_row(held_end_of(booking)));
  statement.bind(5, static_cast<std::int64_t>(booking.state));
}

DeviceMode mode_of_row(std::int64_t value) {
  return value == static_cast<std::int64_t>(DeviceMode::Door) ? DeviceMode::Door : DeviceMode::Lobby;
}

std::optional<calendar::RoomId> room_of_row(const std::string& id) {
  if (id.empty()) return std::nullopt;
  return calendar::RoomId{id};
}

DeviceRecord device_of_row(const platform::Statement& row) {
  return {calendar::DeviceId{row.text(0)},
          row.text(1),
          instant_of_row(row.integer(2)),
          row.integer(3) != 0,
          row.text(4),
          mode_of_row(row.integer(5)),
          room_of_row(row.text(6))};
}

void bind_audit(platform::Statement& statement, const AuditRecord& record) {
  statement.bind(1, static_cast<std::int64_t>(record.sequence)).bind(2, to_row(record.at));
  statement.bind(3, static_cast<std::int64_t>(record.what)).bind(4, std::string_view{record.actor});
  statement.bind(5, std::string_view{record.address}).bind(6, std::string_view{record.about});
  statement.bind(7, std::string_view{record.outcome}).bind(8, std::string_view{record.hash});
}

AuditRecord audit_of_row(const platform::Statement& row) {
  return {static_cast<std::uint64_t>(row.integer(0)),
          instant_of_row(row.integer(1)),
          static_cast<AuditKind>(row.integer(2)),
          row.text(3),
          row.text(4),
          row.text(5),
          row.text(6),
          row.text(7)};
}

void bind_owner(platform::Statement& statement, const FeedOwner& owner) {
  statement.bind(1, kind_of(owner)).bind(2, std::string_view{id_of(owner)});
}

void bind_feed(platform::Statement& statement, const FeedState& feed) {
  bind_owner(statement, feed.source.owner);
  statement.bind(3, std::string_view{feed.source.url}).bind(4, std::string_view{feed.source.user});
  statement.bind(5, std::string_view{feed.source.password}).bind(6, std::string_view{feed.etag});
  statement.bind(7, std::string_view{feed.last_modified});
  if (feed.confirmed_at) {
    statement.bind(8, to_row(*feed.confirmed_at));
  } else {
    statement.bind_null(8);
  }
  statement.bind(9, std::int64_t{feed.failing ? 1 : 0}).bind(10, std::string_view{feed.last_error});
  statement.bind(11, std::string_view{feed.source.email});
}

FeedState feed_of_row(const platform::Statement& row) {
  FeedState feed;
  feed.source = {owner_of_row(row.integer(0), row.text(1)), row.text(2), row.text(3), row.text(4), row.text(10)};
  feed.etag = row.text(5);
  feed.last_modified = row.text(6);
  if (!row.is_null(7)) feed.confirmed_at = instant_of_row(row.integer(7));
  feed.failing = row.integer(8) != 0;
  feed.last_error = row.text(9);
  return feed;
}

}  // namespace tandem::sync
