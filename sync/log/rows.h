#pragma once
// Values as columns and back, and what both stores check alike. Private to this room.

#include <cstdint>

#include "calendar/booking/booking.h"
#include "platform/sqlite/database.h"
#include "sync/log/log_store.h"

namespace tandem::sync {

// A name of a history of the log: 16 random digits.
[[nodiscard]] std::string fresh_epoch();

[[nodiscard]] std::int64_t to_row(calendar::Instant at);
[[nodiscard]] calendar::Instant instant_of_row(std::int64_t seconds);

// -1 for accepted, otherwise the number of the reason.
[[nodiscard]] std::int64_t to_row(const calendar::Verdict& verdict);
// Corrupt for a number no reason can have.
[[nodiscard]] platform::Result<calendar::Verdict> verdict_of_row(std::int64_t value);

// The whole of a verdict that a number cannot hold; empty for the others.
[[nodiscard]] std::string report_of(const calendar::Verdict& verdict);
// Corrupt when it does not decode.
[[nodiscard]] platform::Result<calendar::Verdict> verdict_of_report(std::string_view report);

// The end of the time that a booking holds. One that holds nothing is stored as an empty interval, whatever end it
// carries.
[[nodiscard]] calendar::Instant held_end_of(const calendar::Booking& booking);
// kind: 0 a room, 1 a person.
[[nodiscard]] FeedOwner owner_of_row(std::int64_t kind, const std::string& id);
[[nodiscard]] std::int64_t kind_of(const FeedOwner& owner);
[[nodiscard]] const std::string& id_of(const FeedOwner& owner);

// Corrupt when `entry` does not follow the last one read: the log has no gaps.
[[nodiscard]] platform::Status require_next(const std::vector<LogEntry>& read, const LogEntry& entry);

// Parameters of kHolderOf.
void bind_held(platform::Statement& statement, const calendar::Booking& booking);
// Columns of kPutBooking.
void bind_booking(platform::Statement& statement, const calendar::Booking& booking);
// Lobby for a number that none has.
[[nodiscard]] DeviceMode mode_of_row(std::int64_t value);
[[nodiscard]] std::optional<calendar::RoomId> room_of_row(const std::string& id);
// Columns of kFindDevice.
[[nodiscard]] DeviceRecord device_of_row(const platform::Statement& row);
// Columns of kPutAudit and kLastAudit.
void bind_audit(platform::Statement& statement, const AuditRecord& record);
[[nodiscard]] AuditRecord audit_of_row(const platform::Statement& row);
// Parameters 1 and 2: kind and id.
void bind_owner(platform::Statement& statement, const FeedOwner& owner);
// Columns of kPutFeed and kAllFeeds.
void bind_feed(platform::Statement& statement, const FeedState& feed);
[[nodiscard]] FeedState feed_of_row(const platform::Statement& row);

}  // namespace tandem::sync
