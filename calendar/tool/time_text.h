#pragma once
// Times as tandem-ics reads and writes them. Pure, any thread.

#include <string>
#include <string_view>

#include "calendar/time/instant.h"
#include "calendar/time/zone.h"
#include "platform/base/result.h"

namespace tandem::calendar {

// "2026-03-30T07:00:00Z".
[[nodiscard]] std::string utc_text(Instant at);
// "2026-03-30T09:00:00", and "2026-03-30".
[[nodiscard]] std::string local_text(LocalTime at);
[[nodiscard]] std::string date_text(LocalTime at);
// "+02:00", with seconds where an old offset has some.
[[nodiscard]] std::string offset_text(std::chrono::seconds offset);

// 2026-03-30, 2026-03-30T09:00 or 2026-03-30T09:00:00, also 20260330T090000; a Z at the end is UTC, otherwise on the
// clock of `zone`. Invalid for anything else.
[[nodiscard]] platform::Result<Instant> read_moment(std::string_view text, const Zone& zone);

}  // namespace tandem::calendar
