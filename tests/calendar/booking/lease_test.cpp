// Leases of doors: which minutes they are of, whom they keep out, and what their holder promised.
#include <gtest/gtest.h>

#include "calendar/booking/facts.h"
#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

using namespace std::chrono_literals;

const DeviceId kDoor{"door"};

struct LeasedSite : SmallSite {
  // The door's lease as of `now`, applied; empty when there is nothing to add.
  Interval renew(int now) {
    const auto lease = next_lease(world, kRoom1, kDoor, at(now));
    if (!lease) return {};
    apply(world, RoomLeased{*lease});
    return lease->held;
  }
  Command walk_up(int start, int end) { return BookRoom{kRoom1, from_to(start, end), {}}; }
  Command promise(int start, int end) { return BookRoom{kRoom1, from_to(start, end), {}, true}; }
};

// --- which minutes ---------------------------------------------------------------------------------------------------

//  60 [----------) 90
TEST(NextLease, IsHalfAnHourFromNow) {
  LeasedSite site;
  EXPECT_EQ(site.renew(60), from_to(60, 90));
}

//  60 [-----)[====) 80
TEST(NextLease, StopsAtTheNextBooking) {
  LeasedSite site;
  site.book(80, 100);
  EXPECT_EQ(site.renew(60), from_to(60, 80));
}

//  60 [=======)[---) 90
TEST(NextLease, BeginsWhenTheRoomIsFreeAgain) {
  LeasedSite site;
  site.book(50, 75);
  EXPECT_EQ(site.renew(60), from_to(75, 90));
}

TEST(NextLease, StopsAtTheCompanysMeetingAndAtClosingTime) {
  LeasedSite site;
  apply(site.world, RoomBusyRead{kRoom1, from_to(0, 600), BusySet{{from_to(70, 90)}}});
  EXPECT_EQ(site.renew(60), from_to(60, 70));
  EXPECT_EQ(next_lease(site.world, kRoom2, kDoor, at(645))->held, from_to(645, 660));
}

TEST(NextLease, GoesOnOverItsHoldersOwnBookings) {
  LeasedSite site;
  ASSERT_EQ(site.answer(site.walk_up(60, 75), 60, "door"), "Accepted");
  EXPECT_EQ(site.renew(60), from_to(60, 90));
}

//  60 [-----------) 90
//          75 |--------) 105
TEST(NextLease, IsMadeLongerWhenHalfOfItIsLeft) {
  LeasedSite site;
  site.renew(60);
  EXPECT_EQ(site.renew(74), Interval{});
  EXPECT_EQ(site.renew(75), from_to(60, 105)) << "what it had stays: something may be promised";
}

TEST(NextLease, WaitsUntilTheOneThatIsOverWasGivenUp) {
  LeasedSite site;
  site.renew(60);
  EXPECT_EQ(site.renew(200), Interval{}) << "something may be promised that nobody has heard yet";
  EXPECT_EQ(lease_of(site.world, kRoom1)->held, from_to(60, 90));
  ASSERT_EQ(site.answer(GiveUpLease{kRoom1}, 200, "door"), "Accepted");
  EXPECT_EQ(site.renew(200), from_to(200, 230));
}

TEST(NextLease, IsOneForEachRoom) {
  LeasedSite site;
  site.renew(60);
  EXPECT_FALSE(next_lease(site.world, kRoom1, DeviceId{"other"}, at(80)));
}

TEST(NextLease, ThereIsNoneWithoutALengthOrOutOfOrderOrTooShortForABooking) {
  LeasedSite site;
  EXPECT_FALSE(next_lease(site.world, RoomId{"r3"}, kDoor, at(60))) << "out of order";
  EXPECT_FALSE(next_lease(site.world, RoomId{"r9"}, kDoor, at(60))) << "unknown";
  EXPECT_FALSE(next_lease(site.world, kRoom1, kDoor, at(657))) << "three minutes before closing";
  site.world.site.policy.lease_length = 0min;
  EXPECT_EQ(site.renew(60), Interval{});
}

// --- whom they keep out ----------------------------------------------------------------------------------------------

//  leased   60 [-----) 90
//  asked         80 [-------)
TEST(Leased, MinutesAreRefusedToEverybodyElse) {
  LeasedSite site;
  site.renew(60);
  EXPECT_EQ(site.answer(site.walk_up(61, 80), 61), "Leased");
  EXPECT_EQ(site.answer(site.walk_up(80, 120), 61), "Leased");
  EXPECT_EQ(site.answer(PlanSession{kPair1, kRoom1, from_to(80, 140), {}}, 61, kServerDevice), "Leased");
  EXPECT_EQ(site.answer(site.walk_up(90, 120), 61), "Accepted");
  EXPECT_EQ(site.answer(site.walk_up(61, 80), 61, "door"), "Accepted");
}

TEST(Leased, MinutesStayTheHoldersWhenTheyArePast) {
  LeasedSite site;
  site.renew(60);
  EXPECT_EQ(site.ask(site.walk_up(65, 80), 65).verdict, Verdict{Refused{RefusalReason::Leased}});
  const NumberedCommand late{{DeviceId{"lobby"}, 1}, at(65), site.walk_up(65, 80)};
  EXPECT_EQ(decide(site.world, late, at(300)).verdict, Verdict{Refused{RefusalReason::Leased}});
}

TEST(Leased, IsSaidOnlyWhenNothingElseStandsAgainstIt) {
  LeasedSite site;
  site.renew(60);
  ASSERT_EQ(site.answer(site.walk_up(60, 80), 60, "door"), "Accepted");
  EXPECT_EQ(site.answer(site.walk_up(70, 85), 61), "RoomTaken") << "giving the lease up would not help";
  EXPECT_EQ(site.answer(site.walk_up(80, 89), 61), "Leased");
}

TEST(Leased, CanBeOverlookedByWhoeverMayAskTheDoor) {
  LeasedSite site;
  site.renew(60);
  const NumberedCommand asked{{DeviceId{"lobby"}, 1}, at(61), site.walk_up(61, 80)};
  EXPECT_TRUE(decide(site.world, asked, at(61), LeasesOfOthers::Overlooked).accepted());
}

//  booked   30 [-----) 60 [leased ----) 90
TEST(Leased, MinutesAreNotAddedToABookingBySomebodyElse) {
  LeasedSite site;
  const BookingId id = site.book(30, 60);
  site.renew(60);
  EXPECT_EQ(site.answer(ExtendBooking{id, at(75), {}}, 50), "Leased");
  EXPECT_EQ(site.answer(ExtendBooking{id, at(75), {}}, 50, "door"), "Accepted");
}

//  planned  60 [- - - - - ) 120, nobody came: given back at 70, leased from 70 on
TEST(Leased, MinutesAreNotTakenBackByALateCheckIn) {
  LeasedSite site;
  const BookingId id = site.plan(60, 120);
  ASSERT_EQ(site.answer(ReleaseNoShow{id}, 70, kServerDevice), "Accepted");
  EXPECT_EQ(site.renew(70), from_to(70, 100));
  EXPECT_EQ(site.answer(CheckIn{id, kAnn, at(65)}, 72), "Leased");
  EXPECT_EQ(site.answer(ReclaimBooking{id, at(72), kAnn}, 72), "Leased");
  EXPECT_EQ(site.answer(ReclaimBooking{id, at(72), kAnn}, 72, "door"), "Accepted");
}

TEST(Leased, AGapIsNotKeptToALease) {
  LeasedSite site;
  site.world.site.policy.room_gap = 10min;
  site.renew(60);
  EXPECT_EQ(site.answer(site.walk_up(90, 120), 61), "Accepted");
}

// --- what the holder promised ----------------------------------------------------------------------------------------

TEST(Promised, IsAcceptedHoweverLate) {
  LeasedSite site;
  site.renew(60);
  EXPECT_EQ(site.answer(site.promise(65, 80), 60 + 24 * 60 * 30, "door"), "Accepted");
  EXPECT_EQ(site.booking(BookingId{"door-1"}).state, BookingState::InUse);
  EXPECT_EQ(site.booking(BookingId{"door-1"}).held, from_to(65, 80));
}

TEST(Promised, IsAcceptedWhateverTheDoorCouldNotKnow) {
  LeasedSite site;
  site.renew(60);
  apply(site.world, RoomBusyRead{kRoom1, from_to(0, 600), BusySet{{from_to(70, 120)}}});
  Room broken = site.world.rooms.at(kRoom1);
  broken.out_of_order = true;
  apply(site.world, RoomPut{broken});
  site.world.site.opening_hours.closed.insert(site_zone(site.world).date_of(at(0)));
  apply(site.world, PersonRemoved{kAnn});
  EXPECT_EQ(site.answer(BookRoom{kRoom1, from_to(65, 80), kAnn, true}, 90, "door"), "Accepted");
  EXPECT_EQ(site.booking(BookingId{"door-1"}).booked_by, std::nullopt) << "nobody of that name is left";
}

TEST(Promised, OfARoomThatWasRemovedIsVoid) {
  LeasedSite site;
  site.renew(60);
  apply(site.world, RoomRemoved{kRoom1});
  EXPECT_EQ(lease_of(site.world, kRoom1), nullptr);
  EXPECT_EQ(site.answer(site.promise(65, 80), 65, "door"), "RoomUnknown");
}

TEST(Promised, GainsNothingOutsideOfTheDevicesOwnLease) {
  LeasedSite site;
  apply(site.world, RoomBusyRead{kRoom1, from_to(0, 600), BusySet{{from_to(100, 130)}}});
  site.renew(60);
  EXPECT_EQ(site.answer(site.promise(85, 105), 85, "door"), "RoomTaken");
  EXPECT_EQ(site.answer(site.promise(65, 80), 65, "lobby"), "Leased");
}

TEST(Promised, TwiceByTheSameDoorIsStillOneRoom) {
  LeasedSite site;
  site.renew(60);
  EXPECT_EQ(site.answer(site.promise(65, 80), 65, "door"), "Accepted");
  EXPECT_EQ(site.answer(site.promise(70, 85), 70, "door"), "RoomTaken");
}

// --- giving it up ----------------------------------------------------------------------------------------------------

TEST(GiveUpLease, EndsItForEverybody) {
  LeasedSite site;
  site.renew(60);
  EXPECT_EQ(site.answer(GiveUpLease{kRoom1}, 61, "lobby"), "NotYours");
  EXPECT_EQ(site.answer(GiveUpLease{kRoom1}, 61, "door"), "Accepted");
  EXPECT_EQ(site.answer(GiveUpLease{kRoom1}, 62, "door"), "Accepted") << "again is as good as once";
  EXPECT_EQ(site.answer(site.walk_up(65, 80), 65), "Accepted");
}

TEST(LeaseFacts, AreAmongTheFactsOfAWorld) {
  LeasedSite site;
  site.renew(60);
  World copy;
  for (const Change& fact : facts_of(site.world)) apply(copy, fact);
  EXPECT_EQ(*lease_of(copy, kRoom1), *lease_of(site.world, kRoom1));
  apply(copy, LeaseEnded{kRoom1});
  const auto touched = facts_touched(copy, LeaseEnded{kRoom1});
  ASSERT_EQ(touched.size(), 1U);
  EXPECT_EQ(touched.front().key, (FactKey{FactKind::Lease, "r1"}));
  EXPECT_FALSE(touched.front().fact);
}

}  // namespace
}  // namespace tandem::calendar::test
