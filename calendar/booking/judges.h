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
// decide_length.cpp
[[nodiscard]] Decision judge(const Case& c, const ExtendBooking& command);
[[nodiscard]] Decision judge(const Case& c, const EndBooking& command);
[[nodiscard]] Decision judge(const Case& c, const CancelBooking& command);

}  // namespace tandem::calendar::rules
