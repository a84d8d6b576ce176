#include "calendar/booking/facts.h"

#include <gtest/gtest.h>

#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

TEST(Facts, RebuildTheWorld) {
  SmallSite site;
  site.plan(60, 120);
  apply(site.world, TopicPut{Topic{TopicId{"t"}, "IA", "AI"}});
  apply(site.world, RoomBusyRead{kRoom1, from_to(0, 600), BusySet{{from_to(60, 70)}}});
  World rebuilt;
  for (const Change& fact : facts_of(site.world)) apply(rebuilt, fact);
  EXPECT_EQ(facts_of(rebuilt), facts_of(site.world));
  EXPECT_EQ(rebuilt.by_room, site.world.by_room);
  EXPECT_EQ(rebuilt.awaited, site.world.awaited);
  EXPECT_EQ(rebuilt.by_pair, site.world.by_pair);
  EXPECT_EQ(rebuilt.by_person, site.world.by_person);
}

TEST(FactsTouched, ACheckInTouchesBookingAndSession) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  const Decision decision = site.ask(CheckIn{id, kAnn, at(60)}, 60);
  const std::vector<FactNow> touched = facts_touched(site.world, decision.changes.at(0));
  ASSERT_EQ(touched.size(), 2U);
  EXPECT_EQ(touched[0].key, (FactKey{FactKind::Booking, id.text()}));
  EXPECT_EQ(touched[1].fact, Change{SessionPlanned{site.session(id)}});
}

TEST(FactsTouched, ARemovedRoomIsNoMoreAndNeitherAreItsFeedAndItsLease) {
  SmallSite site;
  apply(site.world, RoomBusyRead{kRoom1, from_to(0, 600), {}});
  apply(site.world, RoomLeased{{kRoom1, DeviceId{"door"}, from_to(0, 30)}});
  apply(site.world, RoomRemoved{kRoom1});
  const std::vector<FactNow> touched = facts_touched(site.world, RoomRemoved{kRoom1});
  ASSERT_EQ(touched.size(), 3U);
  EXPECT_FALSE(touched[0].fact);
  EXPECT_EQ(touched[1].key.kind, FactKind::RoomFeed);
  EXPECT_FALSE(touched[1].fact);
  EXPECT_EQ(touched[2].key.kind, FactKind::Lease);
  EXPECT_FALSE(touched[2].fact);
}

}  // namespace
}  // namespace tandem::calendar::test
