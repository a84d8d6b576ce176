#include "kiosk/screens/own_booking/view_model.h"

#include <gtest/gtest.h>

#include "tests/kiosk/core/test_site.h"
#include "tests/kiosk/screens/english.h"

namespace tandem::kiosk::test {
namespace {

using namespace calendar;

// Three bookings of a room at 14:00, a week apart; `which` is opened.
OwnBookingModel of_series(int which, Instant now = at(9)) {
  World world = test_world();
  for (int week = 0; week < 3; ++week) {
    Booking booking;
    booking.id = BookingId{"b." + std::to_string(week + 1)};
    booking.room = kElm;
    booking.planned = booking.held = {at(14) + std::chrono::weeks{week}, at(15) + std::chrono::weeks{week}};
    booking.booked_by = kBob;
    booking.series = BookingId{"b"};
    apply(world, BookingAccepted{booking});
  }
  TestKiosk kiosk(snapshot_of(std::move(world), now), Lobby{}, now);
  kiosk.identify(kBob).tap(OwnBookingTapped{BookingId{"b." + std::to_string(which + 1)}});
  return own_booking_model(kiosk.state, *kiosk.screen<OwnBookingScreen>(), english());
}

TEST(OwnBookingModel, OneOfASeriesSaysWhichAndOffersTheRest) {
  const OwnBookingModel model = of_series(1);
  EXPECT_EQ(model.title, "Room without a session");
  EXPECT_EQ(model.series, "2 of 3 in a series");
  EXPECT_TRUE(model.can_cancel);
  EXPECT_TRUE(model.can_move);
  EXPECT_TRUE(model.can_cancel_rest);
  EXPECT_EQ(model.cancel_rest_word, "Cancel it and the 1 after it");
}

TEST(OwnBookingModel, LastOfASeriesHasNoRest) { EXPECT_FALSE(of_series(2).can_cancel_rest); }

TEST(OwnBookingModel, BegunOneCanNeitherBeMovedNorCancelled) {
  const OwnBookingModel model = of_series(0, at(14, 5));
  EXPECT_FALSE(model.can_cancel);
  EXPECT_FALSE(model.can_move);
  EXPECT_EQ(model.gone, "It has begun and cannot be moved or cancelled any more.");
}

TEST(OwnBookingModel, SessionNamesThePartner) {
  World world = test_world();
  add_session(world, "s", kAnnBob, kElm, span(14, 15));
  TestKiosk kiosk(snapshot_of(std::move(world)));
  kiosk.identify(kBob).tap(OwnBookingTapped{BookingId{"s"}});
  EXPECT_EQ(own_booking_model(kiosk.state, *kiosk.screen<OwnBookingScreen>(), english()).title,
            "Session with Ann Archer");
}

}  // namespace
}  // namespace tandem::kiosk::test
