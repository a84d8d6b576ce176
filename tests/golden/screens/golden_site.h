#pragma once
// The site of the golden images: fixed rooms, people, sessions and company calendars on Monday 23 November 2026 in
// Lyon, with the longest names the screens have to bear. 09:41 on the clock.

#include "sync/replica/snapshot.h"

namespace tandem::kiosk::test {

[[nodiscard]] std::shared_ptr<const sync::Snapshot> golden_snapshot();
[[nodiscard]] platform::WallTime golden_time();

}  // namespace tandem::kiosk::test
