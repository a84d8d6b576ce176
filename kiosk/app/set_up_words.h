#pragma once
// From what enrolment knows to what the set-up screen shows. Pure.

#include "kiosk/core/place.h"
#include "kiosk/core/set_up.h"
#include "sync/enrolment/enrolment_agent.h"

namespace tandem::kiosk {

[[nodiscard]] SetUp set_up_of(const sync::EnrolmentView& view);
[[nodiscard]] Place place_of(const sync::Approval& approval);

}  // namespace tandem::kiosk
