#include <gtest/gtest.h>

#include "tests/calendar/booking/site.h"

namespace tandem::calendar::test {
namespace {

// A session [60, 120).
struct Planned : SmallSite {
  BookingId id = plan(60, 120);
  void arrives(const PersonId& who, int when) { ask(CheckIn{id, who, at(when)}, when); }
  SessionStatus status(int now) { return status_of(world, session(id), at(now)); }
};

TEST(SessionStatus, ToComeUntilCheckInOpens) {
  Planned site;
  EXPECT_EQ(site.status(44), SessionStatus::ToCome);
  EXPECT_EQ(site.status(45), SessionStatus::CheckInOpen);
  EXPECT_EQ(site.status(69), SessionStatus::CheckInOpen);
}

TEST(SessionStatus, OnePresentWaitsForThePartner) {
  Planned site;
  site.arrives(kAnn, 50);
  EXPECT_EQ(site.status(50), SessionStatus::OnePresent);
  EXPECT_EQ(site.status(100), SessionStatus::OnePresent);
}

TEST(SessionStatus, BothPresentRunsFromTheStart) {
  Planned site;
  site.arrives(kAnn, 50);
  site.arrives(kBob, 55);
  EXPECT_EQ(site.status(59), SessionStatus::BothPresent);
  EXPECT_EQ(site.status(60), SessionStatus::Running);
}

TEST(SessionStatus, EndsByTimeWithoutAnyCommand) {
  Planned site;
  site.arrives(kAnn, 60);
  EXPECT_EQ(site.status(120), SessionStatus::Ended);
}

TEST(SessionStatus, EndsEarlyWhenEnded) {
  Planned site;
  site.arrives(kAnn, 60);
  site.ask(EndBooking{site.id, at(80), kAnn}, 80);
  EXPECT_EQ(site.status(80), SessionStatus::Ended);
}

TEST(SessionStatus, FreedWhenNobodyCame) {
  Planned site;
  site.ask(ReleaseNoShow{site.id}, 70, kServerDevice);
  EXPECT_EQ(site.status(70), SessionStatus::Freed);
}

TEST(SessionStatus, CancelledStaysCancelled) {
  Planned site;
  site.ask(CancelBooking{site.id, kAnn}, 30);
  EXPECT_EQ(site.status(30), SessionStatus::Cancelled);
  EXPECT_EQ(site.status(200), SessionStatus::Cancelled);
}

TEST(NextNoShow, IsTheEarliestBookingWithNobodyThere) {
  SmallSite site;
  EXPECT_FALSE(next_no_show(site.world));
  const BookingId later = site.plan(200, 260);
  const BookingId earlier = site.plan(60, 120, "p2", "r2");
  EXPECT_EQ(next_no_show(site.world)->booking, earlier);
  EXPECT_EQ(next_no_show(site.world)->at, at(70));
  EXPECT_EQ(next_no_show(site.world, at(70))->booking, earlier);
  EXPECT_EQ(next_no_show(site.world, at(71))->booking, later);
  site.ask(CheckIn{earlier, kCid, at(60)}, 60);
  EXPECT_EQ(next_no_show(site.world)->booking, later);
  site.ask(CancelBooking{later, kAnn}, 60);
  EXPECT_FALSE(next_no_show(site.world));
}

}  // namespace
}  // namespace tandem::calendar::test
