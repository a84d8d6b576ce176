#include <gtest/gtest.h>

#include "calendar/availability/suggest.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

// Monday 1 June 2026 in UTC.
Instant at(hours hour, minutes minute = minutes{0}) { return sys_days{2026y / June / 1} + hour + minute; }
const Interval kDay{at(0h), at(24h)};

std::vector<Interval> slots(const BusySet& busy, minutes length = 60min) {
  return free_slots(busy, kDay, OpeningHours::weekdays(), Zone(), length);
}

TEST(FreeSlots, AnEmptyDayIsOneSlotFromOpeningToClosing) {
  EXPECT_EQ(slots({}), (std::vector<Interval>{{at(8h), at(19h)}}));
}

TEST(FreeSlots, TouchingBusyEndIsBookable) {
  // 8 [====)10        18[=)19
  const auto free = slots(BusySet({{at(8h), at(10h)}, {at(18h), at(19h)}}));
  EXPECT_EQ(free, (std::vector<Interval>{{at(10h), at(18h)}}));
}

TEST(FreeSlots, AGapOfExactlyTheLengthIsASlotAndAShorterOneIsNot) {
  const BusySet busy({{at(8h), at(10h)}, {at(11h), at(19h)}});
  EXPECT_EQ(slots(busy, 60min).size(), 1U);
  EXPECT_TRUE(slots(busy, 61min).empty());
}

TEST(FreeSlots, ABusyDayHasNone) { EXPECT_TRUE(slots(BusySet({kDay})).empty()); }

TEST(FreeSlots, TheWeekendIsClosed) {
  const Interval saturday{at(0h) + days{5}, at(24h) + days{5}};
  EXPECT_TRUE(free_slots({}, saturday, OpeningHours::weekdays(), Zone(), 30min).empty());
}

}  // namespace
}  // namespace tandem::calendar
