#pragma once
// A room's bookings as the company's calendars may see them: when the room is taken, and nothing about who or why.

#include <string>

#include "calendar/booking/world.h"

namespace tandem::sync {

// Bookings that ended longer ago are left out.
inline constexpr std::chrono::days kPublishedPast{30};

// iCalendar text (RFC 5545). The same bookings give the same bytes on the same day.
[[nodiscard]] std::string published_feed(const calendar::World& world, const calendar::Room& room,
                                         calendar::Instant now);

}  // namespace tandem::sync
