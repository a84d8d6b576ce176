#pragma once
// One function per command; decide() picks. Private to decide().

#include "calendar/booking/rules.h"

namespace tandem::calendar::rules {

// decide_new.cpp
[[nodiscard]] Decision judge(const Case& c, const BookRoom& command);
[[nodiscard]] Decision judge(const Case& c, const PlanSession& command);
// decide_presence.cpp
[[nodiscard]] Decision judge(const Case& c, const CheckIn& command);
[[nodiscard]] Decision judge(const Case& c, const ReclaimBooking& command);
[[nodiscard]] Decision judge(const Case& c, const ReleaseNoShow& command);
[[nodiscard]] Decision judge(const Case& c, const GiveUpLease& command);
[[nodiscard]] Decision judge(const Case& c, const UnreadableCommand& command);
// decide_length.cpp
[[nodiscard]] Decision judge(const Case& c, const ExtendBooking& command);
[[nodiscard]] Decision judge(const Case& c, const EndBooking& command);
[[nodiscard]] Decision judge(const Case& c, const CancelBooking& command);

[[nodiscard]] Decision judge(const Case& c, const CancelRest& command);
// decide_series.cpp
[[nodiscard]] Decision judge(const Case& c, const BookSeries& command);
[[nodiscard]] Decision judge(const Case& c, const PlanSeries& command);
// decide_wrap_up.cpp
[[nodiscard]] Decision judge(const Case& c, const RateSession& command);
[[nodiscard]] Decision judge(const Case& c, const TickTopics& command);

}  // namespace tandem::calendar::rules
