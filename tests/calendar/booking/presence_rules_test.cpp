// CheckIn, ReclaimBooking and ReleaseNoShow.
#include <gtest/gtest.h>

#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

Command check_in(const BookingId& id, const std::optional<PersonId>& who, int when) {
  return CheckIn{id, who, at(when)};
}

// A session [60, 120) nobody came to, released at minute 70.
struct Released : SmallSite {
  BookingId id = plan(60, 120);
  Released() { EXPECT_EQ(answer(ReleaseNoShow{id}, 70, kServerDevice), "Accepted"); }
};

TEST(CheckIn, OpensFifteenMinutesBefore) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(check_in(id, kAnn, 44), 44), "CheckInTooEarly");
  EXPECT_EQ(site.answer(check_in(id, kAnn, 45), 45), "Accepted");
}

TEST(CheckIn, TheFirstOneTakesTheRoomInUse) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  site.ask(check_in(id, kBob, 61), 61);
  EXPECT_EQ(site.booking(id).state, BookingState::InUse);
  EXPECT_EQ(site.booking(id).first_check_in, at(61));
  EXPECT_EQ(site.session(id).mentee_arrived, at(61));
  EXPECT_FALSE(site.session(id).mentor_arrived);
}

TEST(CheckIn, ASecondOneOfTheSamePersonChangesNothing) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  site.ask(check_in(id, kBob, 61), 61);
  const Decision again = site.ask(check_in(id, kBob, 65), 65);
  EXPECT_TRUE(again.accepted());
  EXPECT_TRUE(again.changes.empty());
  EXPECT_EQ(site.session(id).mentee_arrived, at(61));
}

TEST(CheckIn, BothAreNoted) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  site.ask(check_in(id, kBob, 61), 61);
  site.ask(check_in(id, kAnn, 63), 63);
  EXPECT_EQ(site.session(id).mentor_arrived, at(63));
  EXPECT_EQ(site.booking(id).first_check_in, at(61));
}

TEST(CheckIn, OnlyThePairAndNobodyUnnamed) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(check_in(id, kCid, 60), 60), "NotYours");
  EXPECT_EQ(site.answer(check_in(id, std::nullopt, 60), 60), "NotYours");
}

TEST(CheckIn, AnybodyChecksInToAnAdHocBooking) {
  SmallSite site;
  const BookingId id = site.book(60, 120);
  EXPECT_EQ(site.answer(check_in(id, std::nullopt, 60), 60), "Accepted");
  EXPECT_EQ(site.booking(id).state, BookingState::InUse);
}

TEST(CheckIn, UnknownOrCancelledOrPast) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(check_in(BookingId{"x-1"}, kAnn, 60), 60), "BookingUnknown");
  EXPECT_EQ(site.answer(check_in(id, kAnn, 120), 120), "CheckInTooLate");
  site.ask(CancelBooking{id, kAnn}, 50);
  EXPECT_EQ(site.answer(check_in(id, kAnn, 60), 60), "BookingOver");
}

TEST(CheckIn, ATimeInTheServersFutureIsRefused) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(check_in(id, kAnn, 63), 60), "ClockWrong");
  EXPECT_EQ(site.answer(check_in(id, kAnn, 62), 60), "Accepted");
}

TEST(CheckIn, FromAnOfflineDeviceReachesUsAfterTheEnd) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(check_in(id, kAnn, 62), 300), "Accepted");
  EXPECT_EQ(site.session(id).mentor_arrived, at(62));
}

TEST(CheckIn, ButNotAWeekLater) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(check_in(id, kAnn, 62), 61 + 7 * 1440), "CheckInTooLate");
}

TEST(CheckIn, AfterTheSessionWasEndedIsOver) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  site.ask(check_in(id, kAnn, 60), 60);
  site.ask(EndBooking{id, at(80), kAnn}, 80);
  EXPECT_EQ(site.answer(check_in(id, kBob, 90), 90), "BookingOver");
  EXPECT_EQ(site.answer(check_in(id, kBob, 70), 90), "Accepted");
}

// planned   [60 ------------- 120)
// released       70
// check-in    65, heard at 80
TEST(CheckIn, OfflineBeforeTheReleaseTakesTheRoomBack) {
  Released site;
  const Decision decision = site.ask(check_in(site.id, kAnn, 65), 80);
  ASSERT_EQ(decision.changes.size(), 2U);
  EXPECT_EQ(site.booking(site.id).held, from_to(60, 120));
  EXPECT_EQ(site.booking(site.id).state, BookingState::InUse);
  EXPECT_EQ(site.booking(site.id).first_check_in, at(65));
  EXPECT_EQ(site.session(site.id).mentor_arrived, at(65));
}

TEST(CheckIn, OfflineBeforeTheReleaseIsToldWhenTheRoomIsGone) {
  Released site;
  ASSERT_EQ(site.answer(BookRoom{kRoom1, from_to(72, 100), {}}, 72), "Accepted");
  EXPECT_EQ(site.answer(check_in(site.id, kAnn, 65), 80), "RoomReleased");
}

TEST(CheckIn, OnceTheTimeIsOverPresenceIsAFactThoughTheRoomWasGone) {
  Released site;
  ASSERT_EQ(site.answer(BookRoom{kRoom1, from_to(72, 100), {}}, 72), "Accepted");
  EXPECT_EQ(site.answer(check_in(site.id, kAnn, 65), 130), "Accepted");
  EXPECT_EQ(site.booking(site.id).held, from_to(60, 70));
  EXPECT_EQ(site.session(site.id).mentor_arrived, at(65));
}

TEST(ReclaimBooking, TakesTheRoomBackWhileFree) {
  Released site;
  EXPECT_EQ(site.answer(ReclaimBooking{site.id, at(75), kBob}, 75), "Accepted");
  EXPECT_EQ(site.booking(site.id).held, from_to(60, 120));
  EXPECT_EQ(site.booking(site.id).state, BookingState::InUse);
  EXPECT_EQ(site.session(site.id).mentee_arrived, at(75));
  EXPECT_FALSE(next_no_show(site.world));
}

TEST(ReclaimBooking, NotWhenSomebodyElseHasTheRoom) {
  Released site;
  ASSERT_EQ(site.answer(BookRoom{kRoom1, from_to(72, 100), {}}, 72), "Accepted");
  EXPECT_EQ(site.answer(ReclaimBooking{site.id, at(75), kBob}, 75), "RoomTaken");
}

TEST(ReclaimBooking, NotByStrangersNorAfterTheEnd) {
  Released site;
  EXPECT_EQ(site.answer(ReclaimBooking{site.id, at(75), kCid}, 75), "NotYours");
  EXPECT_EQ(site.answer(ReclaimBooking{site.id, at(120), kBob}, 120), "BookingOver");
}

TEST(ReclaimBooking, TheSecondOfThePairFindsItDone) {
  Released site;
  site.ask(ReclaimBooking{site.id, at(75), kBob}, 75);
  const Decision second = site.ask(ReclaimBooking{site.id, at(75), kAnn}, 75);
  EXPECT_TRUE(second.accepted());
  EXPECT_TRUE(second.changes.empty());
}

TEST(ReleaseNoShow, GivesTheRoomBackTenMinutesAfterTheStart) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(ReleaseNoShow{id}, 69, kServerDevice), "NothingToRelease");
  EXPECT_EQ(site.answer(ReleaseNoShow{id}, 70, kServerDevice), "Accepted");
  EXPECT_EQ(site.booking(id).held, from_to(60, 70));
  EXPECT_EQ(site.booking(id).state, BookingState::Released);
  EXPECT_EQ(site.answer(BookRoom{kRoom1, from_to(70, 100), {}}, 70), "Accepted");
}

TEST(ReleaseNoShow, NotWhenSomebodyCame) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  site.ask(check_in(id, kAnn, 60), 60);
  EXPECT_EQ(site.answer(ReleaseNoShow{id}, 75, kServerDevice), "NothingToRelease");
}

TEST(ReleaseNoShow, OnlyTheServerMay) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(ReleaseNoShow{id}, 75), "ServerOnly");
}

TEST(ReleaseNoShow, AfterADownTimeNeverHoldsLongerThanPlanned) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(ReleaseNoShow{id}, 500, kServerDevice), "Accepted");
  EXPECT_EQ(site.booking(id).held, from_to(60, 120));
}

}  // namespace
}  // namespace tandem::calendar::test
