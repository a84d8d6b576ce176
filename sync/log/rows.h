#pragma once
// Values as columns and back. Private to this room.

#include <cstdint>

#include "calendar/booking/booking.h"
#include "platform/sqlite/database.h"
#include "sync/log/log_store.h"

namespace tandem::sync {

[[nodiscard]] std::int64_t to_row(calendar::Instant at);
[[nodiscard]] calendar::Instant instant_of_row(std::int64_t seconds);

// -1 for accepted, otherwise the number of the reason.
[[nodiscard]] std::int64_t to_row(const calendar::Verdict& verdict);
// Corrupt for a number no reason can have.
[[nodiscard]] platform::Result<calendar::Verdict> verdict_of_row(std::int64_t value);

// Corrupt when `entry` does not follow the last one read: the log has no gaps.
[[nodiscard]] platform::Status require_next(const std::vector<LogEntry>& read, const LogEntry& entry);

// Parameters of kHolderOf.
void bind_held(platform::Statement& statement, const calendar::Booking& booking);
// Columns of kPutBooking.
void bind_booking(platform::Statement& statement, const calendar::Booking& booking);
// Columns of kFindDevice.
[[nodiscard]] DeviceRecord device_of_row(const platform::Statement& row);
// Parameters 1 and 2: kind and id.
void bind_owner(platform::Statement& statement, const FeedOwner& owner);
// Columns of kPutFeed and kAllFeeds.
void bind_feed(platform::Statement& statement, const FeedState& feed);
[[nodiscard]] FeedState feed_of_row(const platform::Statement& row);

}  // namespace tandem::sync
