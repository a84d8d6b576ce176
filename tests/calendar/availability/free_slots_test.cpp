#include <gtest/gtest.h>

#include "calendar/availability/free_slots.h"
#include "tests/calendar/availability/pair_site.h"

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

const RoomId kRoom{"a"};

std::vector<Interval> pair_slots(const World& world, minutes length = 60min) {
  return free_slots(world, test::kPair, kRoom, {test::paris(0h), test::paris(24h)}, length);
}

TEST(FreeSlotsOfARoom, KeepItsGapAndThePeoplesWay) {
  // open    8 |------------------------------| 19
  // room        [9 10)
  // mentor                  [13 14)
  World world = test::site({test::room("a", 1, 2)});
  test::make_busy(world, kRoom, {{test::paris(9h), test::paris(10h)}});
  test::make_busy(world, test::kMentor, {{test::paris(13h), test::paris(14h)}});
  BookingPolicy policy;
  policy.room_gap = 5min;
  policy.walking_time = 10min;
  test::set_policy(world, policy);
  EXPECT_EQ(pair_slots(world, 30min), (std::vector<Interval>{{test::paris(8h), test::paris(8h + 55min)},
                                                             {test::paris(10h + 5min), test::paris(12h + 50min)},
                                                             {test::paris(14h + 10min), test::paris(19h)}}));
}

TEST(FreeSlotsOfARoom, ThereIsNoneInARoomThatIsOutOfOrderOrUnknown) {
  Room broken = test::room("a", 1, 2);
  broken.out_of_order = true;
  EXPECT_TRUE(pair_slots(test::site({broken})).empty());
  EXPECT_TRUE(pair_slots(test::site({})).empty());
  EXPECT_EQ(pair_slots(test::site({test::room("a", 1, 2)})).size(), 1U);
}

TEST(FreeSlotsOfARoom, ThereIsNoneOnAClosedDayOrInAnEmptyWindow) {
  World world = test::site({test::room("a", 1, 2)});
  EXPECT_TRUE(free_slots(world, test::kPair, kRoom, {test::paris(10h), test::paris(10h)}, 30min).empty());
  EXPECT_TRUE(free_slots(world, test::kPair, kRoom, {test::paris(11h), test::paris(10h)}, 30min).empty());
  Site closed = world.site;
  closed.opening_hours.closed.insert(LocalDate{local_days{2026y / March / 2}});
  apply(world, SiteConfigured{closed});
  EXPECT_TRUE(pair_slots(world).empty());
}

TEST(FreeSlotsOfARoom, ThereIsNoneOfALengthThatIsNotAllowed) {
  World world = test::site({test::room("a", 1, 2)});
  EXPECT_TRUE(pair_slots(world, 4min).empty());
  EXPECT_TRUE(pair_slots(world, 241min).empty());
  EXPECT_FALSE(pair_slots(world, 240min).empty());
}

}  // namespace
}  // namespace tandem::calendar
