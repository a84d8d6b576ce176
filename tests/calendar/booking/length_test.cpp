// ExtendBooking, EndBooking and CancelBooking.
#include <gtest/gtest.h>

#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

TEST(ExtendBooking, MovesTheEndWhileTheRoomIsFree) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(ExtendBooking{id, at(150), kAnn}, 100), "Accepted");
  EXPECT_EQ(site.booking(id).held, from_to(60, 150));
  EXPECT_EQ(site.booking(id).planned, from_to(60, 150));
}

TEST(ExtendBooking, StopsAtTheNextBooking) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  site.book(130, 160);
  EXPECT_EQ(site.answer(ExtendBooking{id, at(131), kAnn}, 100), "RoomTaken");
  EXPECT_EQ(site.answer(ExtendBooking{id, at(130), kAnn}, 100), "Accepted");
}

TEST(ExtendBooking, BothPeopleMustBeFreeForTheAddedTime) {
  SmallSite site;
  const BookingId id = site.plan(60, 120, "p1", "r1");
  site.plan(120, 180, "p2", "r2");
  EXPECT_EQ(site.answer(ExtendBooking{id, at(130), kBob}, 100), "MentorBusy");
}

TEST(ExtendBooking, KeepsToHoursAndLengths) {
  SmallSite site;
  const BookingId late = site.book(600, 650, "r1");
  EXPECT_EQ(site.answer(ExtendBooking{late, at(661), {}}, 640), "OutsideOpeningHours");
  const BookingId id = site.book(60, 120, "r2");
  EXPECT_EQ(site.answer(ExtendBooking{id, at(301), {}}, 100), "TooLong");
  EXPECT_EQ(site.answer(ExtendBooking{id, at(120), {}}, 100), "Malformed");
}

TEST(ExtendBooking, ByGenerationsIsTooLong) {
  SmallSite site;
  const BookingId id = site.book(60, 120);
  EXPECT_EQ(site.answer(ExtendBooking{id, at(170 * 365 * 1440), {}}, 100), "TooLong");
}

TEST(ExtendBooking, NotWhenItIsOver) {
  SmallSite site;
  const BookingId id = site.book(60, 120);
  EXPECT_EQ(site.answer(ExtendBooking{id, at(150), {}}, 120), "BookingOver");
}

TEST(ExtendBooking, NotByStrangers) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(ExtendBooking{id, at(150), kCid}, 100), "NotYours");
  EXPECT_EQ(site.answer(ExtendBooking{id, at(150), {}}, 100), "NotYours");
}

TEST(EndBooking, GivesTheRestBack) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  site.ask(CheckIn{id, kAnn, at(60)}, 60);
  EXPECT_EQ(site.answer(EndBooking{id, at(90), kAnn}, 90), "Accepted");
  EXPECT_EQ(site.booking(id).held, from_to(60, 90));
  EXPECT_EQ(site.booking(id).planned, from_to(60, 120));
  EXPECT_EQ(site.answer(BookRoom{kRoom1, from_to(90, 120), {}}, 90), "Accepted");
}

TEST(EndBooking, IsOnceOnly) {
  SmallSite site;
  const BookingId id = site.book(0, 60);
  EXPECT_EQ(site.answer(EndBooking{id, at(30), {}}, 30), "Accepted");
  EXPECT_EQ(site.answer(EndBooking{id, at(31), {}}, 31), "BookingOver");
}

TEST(EndBooking, NeverLengthens) {
  SmallSite site;
  const BookingId id = site.book(0, 60);
  EXPECT_EQ(site.answer(EndBooking{id, at(70), {}}, 70), "Accepted");
  EXPECT_EQ(site.booking(id).held, from_to(0, 60));
}

TEST(EndBooking, BeforeItBeganIsACancellation) {
  SmallSite site;
  const BookingId id = site.book(60, 120);
  EXPECT_EQ(site.answer(EndBooking{id, at(30), {}}, 30), "Accepted");
  EXPECT_EQ(site.booking(id).state, BookingState::Cancelled);
}

TEST(EndBooking, NotByStrangersNorInTheFuture) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(EndBooking{id, at(90), kCid}, 90), "NotYours");
  EXPECT_EQ(site.answer(EndBooking{id, at(95), kAnn}, 90), "ClockWrong");
}

TEST(CancelBooking, FreesTheRoomBeforeTheStart) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(CancelBooking{id, kBob}, 59), "Accepted");
  EXPECT_TRUE(site.booking(id).held.empty());
  EXPECT_EQ(site.answer(BookRoom{kRoom1, from_to(60, 120), {}}, 59), "Accepted");
}

TEST(CancelBooking, NotAfterTheStart) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(CancelBooking{id, kBob}, 60), "InThePast");
}

//  asked offline at 50    60 [--- somebody is there ---)    heard at 70
TEST(CancelBooking, HeardLateLeavesWhatIsInUse) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  site.ask(CheckIn{id, kAnn, at(60)}, 60);
  const NumberedCommand late{{DeviceId{"offline"}, 1}, at(50), CancelBooking{id, kBob}};
  EXPECT_EQ(decide(site.world, late, at(70)).verdict, (Verdict{Refused{RefusalReason::BookingOver}}));
}

TEST(CancelBooking, BeforeTheStartAlsoWhenSomebodyIsThereAlready) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  site.ask(CheckIn{id, kAnn, at(55)}, 55);
  EXPECT_EQ(site.answer(CancelBooking{id, kBob}, 56), "Accepted");
}

TEST(CancelBooking, OnlyByItsPeopleOrTheServer) {
  SmallSite site;
  const BookingId id = site.plan(60, 120);
  EXPECT_EQ(site.answer(CancelBooking{id, kCid}, 30), "NotYours");
  EXPECT_EQ(site.answer(CancelBooking{id, {}}, 30), "NotYours");
  EXPECT_EQ(site.answer(CancelBooking{id, {}}, 30, kServerDevice), "Accepted");
}

TEST(CancelBooking, OfSomebodysAdHocBookingIsTheirs) {
  SmallSite site;
  const BookingId id = booking_id_of({DeviceId{"kiosk"}, site.next});
  ASSERT_EQ(site.answer(BookRoom{kRoom1, from_to(60, 90), kAnn}, 0), "Accepted");
  EXPECT_EQ(site.answer(CancelBooking{id, kBob}, 30), "NotYours");
  EXPECT_EQ(site.answer(CancelBooking{id, kAnn}, 30), "Accepted");
}

}  // namespace
}  // namespace tandem::calendar::test
