#pragma once
// A DTSTAMP as nearly every feed writes it. Internal to calendar. Any thread.

#include <optional>
#include <string_view>

#include "calendar/time/instant.h"

namespace tandem::calendar {

// "DTSTAMP:20260105T090000Z", exactly: in UTC, as RFC 5545 section 3.8.7.2 wants it.
inline constexpr std::size_t kStampNameLength = 8;
inline constexpr std::size_t kStampValueLength = 16;

// nullopt for a line that is anything else, or no time.
[[nodiscard]] std::optional<Instant> plain_stamp(std::string_view line);

}  // namespace tandem::calendar
