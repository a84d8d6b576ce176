// free_slots() of a pair and a room, minute by minute against decide().
#include <gtest/gtest.h>

#include "calendar/availability/free_slots.h"
#include "tests/calendar/availability/random_site.h"

namespace tandem::calendar::test {
namespace {

using namespace std::chrono;

class FreeSlotsOnRandomDays : public testing::TestWithParam<std::uint64_t> {};

TEST_P(FreeSlotsOnRandomDays, HoldExactlyWhatDecideAccepts) {
  const auto random = platform::make_seeded_random(GetParam());
  std::size_t accepted = 0;
  for (int round = 0; round < 25; ++round) {
    const auto [world, wanted] = random_site(*random);
    const RoomId& id = world.rooms.begin()->first;
    const std::vector<Interval> slots = free_slots(world, wanted.pair, id, wanted.window, wanted.length);
    for (Instant start = wanted.window.start; start + wanted.length <= wanted.window.end; start += 1min) {
      const Interval when{start, start + wanted.length};
      const bool inside = std::ranges::any_of(slots, [&](const Interval& slot) { return slot.contains(when); });
      ASSERT_EQ(inside, accepts(world, id, when, wanted.window.start))
          << "round " << round << " " << start.time_since_epoch().count();
      accepted += inside ? 1 : 0;
    }
  }
  EXPECT_GT(accepted, 100U);
}

TEST_P(FreeSlotsOnRandomDays, AreSortedApartInsideTheWindowAndLongEnough) {
  const auto random = platform::make_seeded_random(GetParam() + 1000);
  for (int round = 0; round < 25; ++round) {
    const auto [world, wanted] = random_site(*random);
    Instant last = Instant::min();
    for (const Interval& slot :
         free_slots(world, wanted.pair, world.rooms.begin()->first, wanted.window, wanted.length)) {
      EXPECT_GT(slot.start, last);
      EXPECT_GE(slot.length(), wanted.length);
      EXPECT_TRUE(wanted.window.contains(slot));
      last = slot.end;
    }
  }
}

TEST_P(FreeSlotsOnRandomDays, OfAPairHoldThoseWithAnyRoom) {
  const auto random = platform::make_seeded_random(GetParam() + 2000);
  for (int round = 0; round < 25; ++round) {
    const auto [world, wanted] = random_site(*random);
    const std::vector<Interval> pair_slots = free_slots(world, wanted.pair, wanted.window, wanted.length);
    for (const auto& [id, room] : world.rooms) {
      for (const Interval& slot : free_slots(world, wanted.pair, id, wanted.window, wanted.length)) {
        EXPECT_TRUE(std::ranges::any_of(pair_slots, [&](const Interval& wide) { return wide.contains(slot); }));
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, FreeSlotsOnRandomDays, testing::Range<std::uint64_t>(1, 7));

}  // namespace
}  // namespace tandem::calendar::test
