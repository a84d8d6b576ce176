#include "calendar/booking/world.h"

#include <gtest/gtest.h>

#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

std::vector<BookingId> ids(const std::vector<const Booking*>& bookings) {
  std::vector<BookingId> ids;
  for (const Booking* booking : bookings) ids.push_back(booking->id);
  return ids;
}

//  a   [0 ---- 60)
//  b             [60 -- 90)
//  window    [59 --- 61)
TEST(BookingsIn, FindsTheOneThatReachesIntoTheWindow) {
  SmallSite site;
  const BookingId a = site.book(0, 60);
  const BookingId b = site.book(60, 90);
  EXPECT_EQ(ids(bookings_in(site.world, kRoom1, from_to(59, 61))), (std::vector{a, b}));
  EXPECT_EQ(ids(bookings_in(site.world, kRoom1, from_to(60, 61))), std::vector{b});
  EXPECT_TRUE(bookings_in(site.world, kRoom1, from_to(90, 200)).empty());
  EXPECT_TRUE(bookings_in(site.world, kRoom2, from_to(0, 200)).empty());
}

TEST(BookingsIn, ACancelledOneInBetweenHidesNothing) {
  SmallSite site;
  const BookingId gone = site.book(20, 60);
  site.ask(CancelBooking{gone, {}}, 0);
  const BookingId whole = site.book(10, 90);
  EXPECT_EQ(ids(bookings_in(site.world, kRoom1, from_to(70, 80))), std::vector{whole});
}

TEST(RoomBusy, JoinsBookingsAndTheCompanyCalendar) {
  SmallSite site;
  site.book(0, 60);
  apply(site.world, RoomBusyRead{kRoom1, from_to(0, 600), BusySet{{from_to(60, 70), from_to(100, 300)}}});
  EXPECT_EQ(room_busy(site.world, kRoom1, from_to(30, 120)).intervals(),
            (std::vector{from_to(30, 70), from_to(100, 120)}));
}

TEST(PersonBusy, JoinsSessionsAndFeed) {
  SmallSite site;
  site.plan(60, 120, "p1");
  site.plan(120, 150, "p2", "r2");
  apply(site.world, PersonBusyRead{kAnn, from_to(0, 600), BusySet{{from_to(200, 220)}}});
  EXPECT_EQ(person_busy(site.world, kAnn, from_to(0, 600)).intervals(),
            (std::vector{from_to(60, 150), from_to(200, 220)}));
  EXPECT_EQ(person_busy(site.world, kBob, from_to(0, 600)).intervals(), std::vector{from_to(60, 120)});
}

TEST(HeldIn, IsWhatIsHeldNotWhatWasPlannedOrCancelled) {
  SmallSite site;
  const BookingId ended = site.book(0, 60);
  const BookingId cancelled = site.book(60, 120);
  site.book(120, 180);
  site.ask(EndBooking{ended, at(20), {}}, 20);
  site.ask(CancelBooking{cancelled, {}}, 20);
  EXPECT_EQ(held_in(site.world, kRoom1, from_to(10, 121)), (std::vector{from_to(0, 20), from_to(120, 180)}));
  EXPECT_TRUE(held_in(site.world, kRoom1, from_to(20, 120)).empty());
  EXPECT_TRUE(held_in(site.world, kRoom1, from_to(10, 10)).empty());
}

TEST(SessionsOf, FollowThePairToItsNewMembersAndBackFromRemoval) {
  SmallSite site;
  site.plan(60, 120, "p1");
  Pair pair = *find(site.world, kPair1);
  pair.mentee = kCid;
  apply(site.world, PairPut{pair});
  EXPECT_TRUE(sessions_of(site.world, kBob, from_to(0, 600)).empty());
  EXPECT_EQ(sessions_of(site.world, kCid, from_to(0, 600)).size(), 1U);
  apply(site.world, PairRemoved{kPair1});
  EXPECT_TRUE(sessions_of(site.world, kCid, from_to(0, 600)).empty());
  apply(site.world, PairPut{pair});
  EXPECT_EQ(sessions_of(site.world, kCid, from_to(0, 600)).size(), 1U);
}

TEST(SessionsOf, FollowABookingThatIsPutElsewhere) {
  SmallSite site;
  Booking booking = site.booking(site.plan(60, 120, "p1"));
  booking.planned = booking.held = from_to(300, 360);
  apply(site.world, BookingAccepted{booking});
  EXPECT_TRUE(sessions_of(site.world, kBob, from_to(0, 200)).empty());
  EXPECT_EQ(sessions_of(site.world, kBob, from_to(200, 400)).size(), 1U);
  EXPECT_EQ(site.world.by_pair.size(), 1U);
}

TEST(SessionsIn, AreOrderedByStartThenId) {
  SmallSite site;
  const BookingId late = site.plan(120, 150, "p2", "r1");
  const BookingId early = site.plan(60, 120, "p1", "r2");
  const auto sessions = sessions_in(site.world, from_to(0, 600));
  ASSERT_EQ(sessions.size(), 2U);
  EXPECT_EQ(sessions[0]->booking, early);
  EXPECT_EQ(sessions[1]->booking, late);
  EXPECT_EQ(sessions_of(site.world, kBob, from_to(0, 600)).size(), 1U);
  EXPECT_TRUE(sessions_in(site.world, from_to(150, 600)).empty());
}

TEST(Apply, IgnoresFactsAboutTheUnknown) {
  SmallSite site;
  apply(site.world, BookingEnded{BookingId{"x-1"}, at(10)});
  apply(site.world, RoomBusyRead{RoomId{"r9"}, from_to(0, 1), {}});
  apply(site.world, SessionPlanned{Session{SessionId{"x-1"}, kPair1, BookingId{"x-1"}, {}, {}}});
  EXPECT_TRUE(site.world.bookings.empty());
  EXPECT_TRUE(site.world.room_feeds.empty());
  EXPECT_TRUE(site.world.sessions.empty());
}

TEST(Apply, ACopyDoesNotSeeLaterFacts) {
  SmallSite site;
  const World before = site.world;
  site.book(0, 60);
  EXPECT_TRUE(before.bookings.empty());
}

TEST(SiteZone, IsUtcWhenUnknown) {
  SmallSite site;
  site.world.site.zone = "Nowhere/Land";
  EXPECT_EQ(site_zone(site.world), Zone{});
}

}  // namespace
}  // namespace tandem::calendar::test
