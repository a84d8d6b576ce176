#pragma once
// A room's bookings as the company's calendars may see them: when the room is taken, and nothing about who or why.

#include <string>

#include "calendar/booking/world.h"

namespace tandem::sync {

// Bookings that ended longer ago are left out.
inline constexpr std::chrono::days kPublishedPast{30};

// How often we ask subscribers to look.
inline constexpr std::chrono::minutes kPublishedRefresh{15};

// iCalendar text (RFC 5545), times on the site's clock. What was cancelled or is over for longer is not in it, so it
// leaves the subscriber's calendar; what was extended or ended early keeps its UID and gets a higher SEQUENCE. The same
// bookings give the same bytes on the same day.
[[nodiscard]] std::string published_feed(const calendar::World& world, const calendar::Room& room,
                                         calendar::Instant now);

}  // namespace tandem::sync
