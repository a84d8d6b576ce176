#pragma once
// The text of an RRULE to a RecurrenceRule. Our own reader: libical's refuses or loses what RFC 5545 allows (an
// INTERVAL over 32767, COUNT=0, unsorted lists). Sloppy text is read where its meaning is plain. Internal to
// calendar/ics.
//
//   freq=weekly; BYDAY=+1MO,tu,TU;;INTERVAL=02;UNTIL=   →   WEEKLY, every 2, MO (1st) and TU
//
// Letters of either case, blanks, empty parts and parts without a value are passed over, as are parts that begin with
// X-; of a part given twice the last holds. COUNT and UNTIL together hold both.

#include <string_view>

#include "calendar/ics/rule.h"
#include "platform/base/result.h"

namespace tandem::calendar {

// Every list full, each value once, has less than half of it.
inline constexpr std::size_t kMaxRuleText = 16 * 1024;
// A larger INTERVAL or COUNT is read as this one: in seconds it is longer than all of time up to the year 9999.
inline constexpr std::int64_t kMaxRuleNumber = 1'000'000'000'000;

// Invalid with the part at fault when a part is unknown, is no number where one belongs, or out of the range that RFC
// 5545 section 3.3.10 gives it; TooLarge over kMaxRuleText.
[[nodiscard]] platform::Result<RecurrenceRule> read_rule(std::string_view text);

}  // namespace tandem::calendar
