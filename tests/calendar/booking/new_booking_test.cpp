// BookRoom and PlanSession.
#include <gtest/gtest.h>

#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

Command room(int start, int end, const char* id = "r1") { return BookRoom{RoomId{id}, from_to(start, end), {}}; }
Command session(int start, int end, const char* pair = "p1", const char* id = "r1") {
  return PlanSession{PairId{pair}, RoomId{id}, from_to(start, end), {}};
}

void feed_says(SmallSite& site, const PersonId& person, const Interval& busy) {
  apply(site.world, PersonBusyRead{person, from_to(0, 600), BusySet{{busy}}});
}

TEST(BookRoom, AFreeRoomIsBooked) {
  SmallSite site;
  const BookingId id = site.book(60, 120);
  EXPECT_EQ(site.booking(id).held, from_to(60, 120));
  EXPECT_EQ(site.booking(id).state, BookingState::Booked);
}

TEST(BookRoom, StartingNowIsInUseAtOnce) {
  SmallSite site;
  const BookingId id = site.book(-0, 30);
  EXPECT_EQ(site.booking(id).state, BookingState::InUse);
  EXPECT_EQ(site.booking(id).first_check_in, at(0));
  EXPECT_FALSE(next_no_show(site.world));
}

//  now       |
//  [--------------)   two minutes ago: still "now"
TEST(BookRoom, AWalkUpMayHaveStartedTwoMinutesAgo) {
  SmallSite site;
  EXPECT_EQ(site.answer(room(58, 90), 60), "Accepted");
  EXPECT_EQ(site.answer(room(57, 90, "r2"), 60), "InThePast");
}

TEST(BookRoom, TouchingBookingsDoNotOverlap) {
  SmallSite site;
  site.book(60, 120);
  EXPECT_EQ(site.answer(room(120, 180), 0), "Accepted");
  EXPECT_EQ(site.answer(room(30, 60), 0), "Accepted");
}

TEST(BookRoom, OverlapIsRefused) {
  SmallSite site;
  site.book(60, 120);
  EXPECT_EQ(site.answer(room(119, 180), 0), "RoomTaken");
  EXPECT_EQ(site.answer(room(30, 61), 0), "RoomTaken");
  EXPECT_EQ(site.answer(room(80, 90), 0), "RoomTaken");
  EXPECT_EQ(site.answer(room(60, 120, "r2"), 0), "Accepted");
}

TEST(BookRoom, TheCompanyCalendarHoldsRoomsToo) {
  SmallSite site;
  apply(site.world, RoomBusyRead{kRoom1, from_to(0, 600), BusySet{{from_to(60, 90)}}});
  EXPECT_EQ(site.answer(room(80, 100), 0), "RoomTaken");
  EXPECT_EQ(site.answer(room(90, 100), 0), "Accepted");
}

TEST(BookRoom, OutsideOpeningHours) {
  SmallSite site;
  EXPECT_EQ(site.answer(room(650, 670), 0), "OutsideOpeningHours");
  EXPECT_EQ(site.answer(room(600, 660), 0), "Accepted");
  EXPECT_EQ(site.answer(room(5 * 1440, 5 * 1440 + 30), 0), "OutsideOpeningHours");
}

TEST(BookRoom, OpeningHoursFollowTheZoneOfTheSite) {
  SmallSite site;
  site.world.site.zone = "Europe/Paris";  // closes at 18:00 UTC
  EXPECT_EQ(site.answer(room(590, 610), 0), "OutsideOpeningHours");
  EXPECT_EQ(site.answer(room(570, 600), 0), "Accepted");
}

TEST(BookRoom, LengthsAreLimited) {
  SmallSite site;
  EXPECT_EQ(site.answer(room(60, 301), 0), "TooLong");
  EXPECT_EQ(site.answer(room(60, 64), 0), "TooShort");
  EXPECT_EQ(site.answer(room(60, 60), 0), "Malformed");
  EXPECT_EQ(site.answer(room(60, 30), 0), "Malformed");
}

// The hours of 170 years are not counted to find that out.
TEST(BookRoom, OfGenerationsIsTooLong) {
  SmallSite site;
  site.world.site.zone = "Europe/Paris";
  EXPECT_EQ(site.answer(room(60, 170 * 365 * 1440), 0), "TooLong");
}

TEST(BookRoom, NotFurtherAheadThanThePolicy) {
  SmallSite site;
  const int far = 121 * 1440;
  EXPECT_EQ(site.answer(room(far, far + 60), 0), "TooFarAhead");
}

TEST(BookRoom, RoomsMustExistAndWork) {
  SmallSite site;
  EXPECT_EQ(site.answer(room(60, 90, "r9"), 0), "RoomUnknown");
  EXPECT_EQ(site.answer(room(60, 90, "r3"), 0), "RoomOutOfOrder");
  EXPECT_EQ(site.answer(room(60, 90, ""), 0), "Malformed");
}

TEST(BookRoom, AnUnknownPersonCannotBook) {
  SmallSite site;
  EXPECT_EQ(site.answer(BookRoom{kRoom1, from_to(60, 90), PersonId{"eve"}}, 0), "NotYours");
}

// Offline from minute 0 to minute 120; the room was used meanwhile and nobody else had it.
TEST(BookRoom, AnOfflineWalkUpIsJudgedAsOfItsTap) {
  SmallSite site;
  const NumberedCommand late{{DeviceId{"kiosk"}, 1}, at(0), room(0, 30)};
  const Decision decision = decide(site.world, late, at(120));
  ASSERT_TRUE(decision.accepted());
  EXPECT_EQ(std::get<BookingAccepted>(decision.changes.at(0)).booking.state, BookingState::InUse);
}

TEST(BookRoom, AnOfflineWalkUpLosesAgainstWhoWasThere) {
  SmallSite site;
  site.book(0, 20);
  const NumberedCommand late{{DeviceId{"other"}, 1}, at(5), room(5, 30)};
  EXPECT_EQ(decide(site.world, late, at(120)).verdict, Verdict{Refused{RefusalReason::RoomTaken}});
}

TEST(BookRoom, ADeviceNameTooLongForBookingNamesIsMalformed) {
  SmallSite site;
  EXPECT_EQ(site.answer(room(60, 90), 0, std::string(kMaxDeviceIdLength + 1, 'k')), "Malformed");
  EXPECT_EQ(site.answer(room(60, 90), 0, std::string(kMaxDeviceIdLength, 'k')), "Accepted");
}

TEST(BookingIds, DevicesWithDashesDoNotCollide) {
  EXPECT_EQ(booking_id_of({DeviceId{"a"}, 12}).text(), "a-12");
  EXPECT_NE(booking_id_of({DeviceId{"a-1"}, 2}), booking_id_of({DeviceId{"a"}, 12}));
}

TEST(PlanSession, MakesABookingAndItsSession) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.booking(id).session, SessionId{id.text()});
  EXPECT_EQ(site.session(id).pair, kPair1);
}

TEST(PlanSession, ThePairMustBeKnownAndActive) {
  SmallSite site;
  EXPECT_EQ(site.answer(session(60, 90, "p9"), 0), "PairUnknown");
  site.world.pairs.edit(kPair1)->active = false;
  EXPECT_EQ(site.answer(session(60, 90), 0), "PairUnknown");
}

TEST(PlanSession, OnlyThePairPlans) {
  SmallSite site;
  EXPECT_EQ(site.answer(PlanSession{kPair1, kRoom1, from_to(60, 90), kCid}, 0), "NotYours");
  EXPECT_EQ(site.answer(PlanSession{kPair1, kRoom1, from_to(60, 90), kBob}, 0), "Accepted");
}

TEST(PlanSession, BothCalendarsMustBeFree) {
  SmallSite site;
  feed_says(site, kAnn, from_to(60, 70));
  feed_says(site, kBob, from_to(120, 130));
  EXPECT_EQ(site.answer(session(60, 90), 0), "MentorBusy");
  EXPECT_EQ(site.answer(session(115, 125), 0), "MenteeBusy");
  EXPECT_EQ(site.answer(session(70, 120), 0), "Accepted");
}

TEST(PlanSession, ASessionOfAnotherPairMakesAPersonBusy) {
  SmallSite site;
  site.plan(60, 120, "p1", "r1");
  EXPECT_EQ(site.answer(session(90, 150, "p2", "r2"), 0), "MentorBusy");
  EXPECT_EQ(site.answer(session(120, 150, "p2", "r2"), 0), "Accepted");
}

TEST(PlanSession, ACancelledSessionFreesItsPeople) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(CancelBooking{id, kAnn}, 10), "Accepted");
  EXPECT_EQ(site.answer(session(90, 150, "p2", "r2"), 10), "Accepted");
}

TEST(PlanSession, StartingNowStillWaitsForCheckIn) {
  SmallSite site;
  const BookingId id = site.plan(0, 60);
  EXPECT_EQ(site.booking(id).state, BookingState::Booked);
}

}  // namespace
}  // namespace tandem::calendar::test
