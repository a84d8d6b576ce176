#pragma once
// Values as PostgreSQL parameters and back. Private to this room.

#include "calendar/booking/booking.h"
#include "calendar/booking/lease.h"
#include "platform/postgres/postgres_connection.h"
#include "sync/log/log_store.h"

namespace tandem::sync {

// Of postgres_queries.h, by name.
[[nodiscard]] platform::PostgresParameters hold_room(const calendar::Booking& booking);
[[nodiscard]] platform::PostgresParameters lease_room(const calendar::Lease& lease);
[[nodiscard]] platform::PostgresParameters put_device(const DeviceRecord& device);
[[nodiscard]] platform::PostgresParameters drop_feed(const FeedOwner& owner);
[[nodiscard]] platform::PostgresParameters put_feed(const FeedState& feed);

[[nodiscard]] platform::PostgresParameters put_audit(const AuditRecord& record);
[[nodiscard]] AuditRecord audit_of_row(const platform::PostgresRows& rows, std::size_t row);
[[nodiscard]] DeviceRecord device_of_row(const platform::PostgresRows& rows, std::size_t row);
[[nodiscard]] FeedState feed_of_row(const platform::PostgresRows& rows, std::size_t row);
// nullopt without a row; Corrupt for a verdict that cannot be.
[[nodiscard]] platform::Result<std::optional<StoredCommand>> command_of_rows(const platform::PostgresRows& rows);

}  // namespace tandem::sync
