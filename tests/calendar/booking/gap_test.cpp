// The policy's room_gap and walking_time: what is planned ahead keeps them.
#include <gtest/gtest.h>

#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

using namespace std::chrono_literals;

// Ten minutes between two uses of a room, twenty around a session for each of the two.
struct SiteWithGaps : SmallSite {
  SiteWithGaps() { world.site.policy.room_gap = 10min, world.site.policy.walking_time = 20min; }
};

Command room(int start, int end, const char* id = "r1") { return BookRoom{RoomId{id}, from_to(start, end), {}}; }
Command session(int start, int end, const char* pair, const char* id = "r1") {
  return PlanSession{PairId{pair}, RoomId{id}, from_to(start, end), {}};
}

//      60 [====) 120
//  50 |---       ---| 130
TEST(RoomGap, IsKeptBeforeAndAfterABooking) {
  SiteWithGaps site;
  site.book(60, 120);
  EXPECT_EQ(site.answer(room(129, 180), 0), "RoomTaken");
  EXPECT_EQ(site.answer(room(20, 51), 0), "RoomTaken");
  EXPECT_EQ(site.answer(room(130, 180), 0), "Accepted");
  EXPECT_EQ(site.answer(room(20, 50), 0), "Accepted");
}

TEST(RoomGap, IsKeptToTheCompanysMeetingsToo) {
  SiteWithGaps site;
  apply(site.world, RoomBusyRead{kRoom1, from_to(0, 600), BusySet{{from_to(60, 90)}}});
  EXPECT_EQ(site.answer(session(95, 120, "p1"), 0), "RoomTaken");
  EXPECT_EQ(site.answer(session(100, 120, "p1"), 0), "Accepted");
}

TEST(RoomGap, WhoStandsAtTheDoorMayUseTheRoomAsItIs) {
  SiteWithGaps site;
  site.book(60, 120);
  EXPECT_EQ(site.answer(room(120, 150), 120), "Accepted");
  EXPECT_EQ(site.answer(room(30, 60), 30), "Accepted");
}

TEST(RoomGap, ExtendingIsUpToThoseInside) {
  SiteWithGaps site;
  const BookingId id = site.book(60, 100);
  site.book(120, 180);
  EXPECT_EQ(site.answer(ExtendBooking{id, at(120), {}}, 61), "Accepted");
}

TEST(RoomGap, OpeningAndClosingNeedNone) {
  SiteWithGaps site;
  EXPECT_EQ(site.answer(room(0, 660, "r2"), -60), "TooLong");
  EXPECT_EQ(site.answer(room(0, 60), -60), "Accepted");
  EXPECT_EQ(site.answer(room(600, 660), -60), "Accepted");
}

TEST(WalkingTime, IsKeptBetweenTwoSessionsOfAPerson) {
  SiteWithGaps site;
  site.plan(60, 120, "p1");
  EXPECT_EQ(site.answer(session(139, 180, "p2", "r2"), 0), "MentorBusy");
  EXPECT_EQ(site.answer(session(140, 180, "p2", "r2"), 0), "Accepted");
}

TEST(WalkingTime, IsKeptToTheirOwnCalendar) {
  SiteWithGaps site;
  apply(site.world, PersonBusyRead{kBob, from_to(0, 600), BusySet{{from_to(60, 120)}}});
  EXPECT_EQ(site.answer(session(30, 45, "p1"), 0), "MenteeBusy");
  EXPECT_EQ(site.answer(session(20, 40, "p1"), 0), "Accepted");
}

TEST(WalkingTime, ConcernsNobodyWhoBooksARoomAlone) {
  SiteWithGaps site;
  apply(site.world, PersonBusyRead{kBob, from_to(0, 600), BusySet{{from_to(60, 120)}}});
  EXPECT_EQ(site.answer(BookRoom{kRoom1, from_to(60, 90), kBob}, 0), "Accepted");
}

}  // namespace
}  // namespace tandem::calendar::test
