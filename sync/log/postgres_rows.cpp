#include "sync/log/postgres_rows.h"

#include "sync/log/rows.h"

namespace tandem::sync {

using platform::PostgresParameters;
using platform::PostgresRows;

PostgresParameters hold_room(const calendar::Booking& booking) {
  PostgresParameters parameters;
  parameters.text(booking.id.text()).text(booking.room.text());
  parameters.number(to_row(booking.held.start)).number(to_row(held_end_of(booking)));
  return parameters.number(static_cast<std::int64_t>(booking.state));
}

PostgresParameters lease_room(const calendar::Lease& lease) {
  PostgresParameters parameters;
  parameters.text(lease.room.text()).text(lease.holder.text());
  return parameters.number(to_row(lease.held.start)).number(to_row(lease.held.end));
}

PostgresParameters put_device(const DeviceRecord& device) {
  PostgresParameters parameters;
  parameters.text(device.id.text()).text(device.token_hash).number(to_row(device.enrolled_at));
  parameters.number(device.revoked ? 1 : 0).text(device.site).number(static_cast<std::int64_t>(device.mode));
  return parameters.text(device.room ? device.room->text() : "");
}

PostgresParameters put_audit(const AuditRecord& record) {
  PostgresParameters parameters;
  parameters.number(static_cast<std::int64_t>(record.sequence)).number(to_row(record.at));
  parameters.number(static_cast<std::int64_t>(record.what)).text(record.actor).text(record.address);
  return parameters.text(record.about).text(record.outcome).text(record.hash);
}

AuditRecord audit_of_row(const PostgresRows& rows, std::size_t row) {
  return {static_cast<std::uint64_t>(rows.number(row, 0)),
          instant_of_row(rows.number(row, 1)),
          static_cast<AuditKind>(rows.number(row, 2)),
          rows.text(row, 3),
          rows.text(row, 4),
          rows.text(row, 5),
          rows.text(row, 6),
          rows.text(row, 7)};
}

PostgresParameters drop_feed(const FeedOwner& owner) {
  return PostgresParameters{}.number(kind_of(owner)).text(id_of(owner));
}

PostgresParameters put_feed(const FeedState& feed) {
  PostgresParameters parameters = drop_feed(feed.source.owner);
  parameters.text(feed.source.url).text(feed.source.user).text(feed.source.password);
  parameters.text(feed.etag).text(feed.last_modified);
  if (feed.confirmed_at) {
    parameters.number(to_row(*feed.confirmed_at));
  } else {
    parameters.null();
  }
  return parameters.number(feed.failing ? 1 : 0).text(feed.last_error).text(feed.source.email);
}

DeviceRecord device_of_row(const PostgresRows& rows, std::size_t row) {
  return {calendar::DeviceId{rows.text(row, 0)},
          rows.text(row, 1),
          instant_of_row(rows.number(row, 2)),
          rows.number(row, 3) != 0,
          rows.text(row, 4),
          mode_of_row(rows.number(row, 5)),
          room_of_row(rows.text(row, 6))};
}

FeedState feed_of_row(const PostgresRows& rows, std::size_t row) {
  FeedState feed;
  feed.source = {owner_of_row(rows.number(row, 0), rows.text(row, 1)), rows.text(row, 2), rows.text(row, 3),
                 rows.text(row, 4), rows.text(row, 10)};
  feed.etag = rows.text(row, 5);
  feed.last_modified = rows.text(row, 6);
  if (!rows.is_null(row, 7)) feed.confirmed_at = instant_of_row(rows.number(row, 7));
  feed.failing = rows.number(row, 8) != 0;
  feed.last_error = rows.text(row, 9);
  return feed;
}

platform::Result<std::optional<StoredCommand>> command_of_rows(const PostgresRows& rows) {
  if (rows.size() == 0) return std::nullopt;
  auto verdict = rows.is_null(0, 3) ? verdict_of_row(rows.number(0, 1)) : verdict_of_report(rows.bytes(0, 3));
  if (!verdict) return tl::unexpected(verdict.error());
  return StoredCommand{rows.text(0, 0), *verdict, static_cast<std::uint64_t>(rows.number(0, 2))};
}

}  // namespace tandem::sync
