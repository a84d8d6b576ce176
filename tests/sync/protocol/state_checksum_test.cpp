#include "sync/protocol/state_checksum.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "sync/protocol/messages.h"
#include "tests/sync/protocol/samples.h"

namespace tandem::sync::test {
namespace {

calendar::World world_of(const std::vector<calendar::Change>& changes) {
  calendar::World world;
  for (const calendar::Change& change : changes) calendar::apply(world, change);
  return world;
}

TEST(StateChecksumTest, FollowsEveryKindOfChange) {
  calendar::World world;
  StateChecksum followed;
  for (const calendar::Change& change : sample_changes()) {
    const auto touched = followed.apply(world, change);
    EXPECT_EQ(followed, StateChecksum{world}) << "after change kind " << change.index();
    EXPECT_EQ(touched.size(), calendar::facts_touched(world, change).size());
  }
}

TEST(StateChecksumTest, DoesNotDependOnTheOrderOfWhatHappened) {
  const calendar::Room ada{calendar::RoomId{"ada"}, "Ada", 1, 4, {}, false};
  const calendar::Room bob{calendar::RoomId{"bob"}, "Bob", 2, 2, {}, false};
  const auto one = world_of({calendar::RoomPut{ada}, calendar::RoomPut{bob}});
  const auto other = world_of({calendar::RoomPut{bob}, calendar::RoomPut{bob}, calendar::RoomPut{ada}});
  EXPECT_EQ(StateChecksum{one}, StateChecksum{other});
}

TEST(StateChecksumTest, AnyFactThatIsOtherwiseGivesAnotherOne) {
  const StateChecksum whole{world_of(sample_changes())};
  const auto facts = calendar::facts_of(world_of(sample_changes()));
  for (std::size_t left_out = 0; left_out < facts.size(); ++left_out) {
    auto fewer = facts;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
    EXPECT_NE(StateChecksum{world_of(fewer)}, whole) << "without fact " << left_out;
  }
}

// Devices of other versions compare theirs with ours. When this fails because a fact is encoded differently, kStateForm
// needs its next number, and this the new value.
TEST(StateChecksumTest, OfForm2IsTheSameForEver) {
  EXPECT_EQ(kStateForm, 2U);
  EXPECT_EQ(StateChecksum{world_of(sample_changes())}.value(), 1560697856997098421U);
}

}  // namespace
}  // namespace tandem::sync::test
