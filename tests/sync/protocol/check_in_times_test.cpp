#include "sync/protocol/check_in_times.h"

#include <gtest/gtest.h>

#include "sync/protocol/state_checksum.h"
#include "tests/sync/small_site.h"

namespace tandem::sync {
namespace {

using calendar::Instant;
using tests::at;
using tests::from_to;

constexpr std::chrono::days kWeek = kCheckInTimesKept;

// A session [10:00, 11:00) to which the mentor came three minutes late; nobody saw the mentee.
calendar::World world_with_a_session() {
  calendar::World world = tests::small_site();
  calendar::Booking booking;
  booking.id = calendar::BookingId{"b"};
  booking.room = calendar::RoomId{"r1"};
  booking.planned = booking.held = from_to(10, 11);
  booking.session = calendar::SessionId{"b"};
  booking.first_check_in = at(10, 3);
  calendar::Session session{*booking.session, calendar::PairId{"p"}, booking.id, at(10, 3), std::nullopt};
  calendar::apply(world, calendar::BookingAccepted{booking});
  calendar::apply(world, calendar::SessionPlanned{session});
  return world;
}

calendar::World later(calendar::World world, Instant now) {
  for (const auto& fact : old_times_forgotten(world, now)) calendar::apply(world, fact);
  return world;
}

TEST(CheckInTimes, AreKeptForAWeek) {
  const auto world = world_with_a_session();
  EXPECT_TRUE(old_times_forgotten(world, at(11) + kWeek - std::chrono::seconds{1}).empty());
  EXPECT_EQ(old_times_forgotten(world, at(11) + kWeek).size(), 2U);
}

TEST(CheckInTimes, AfterwardsOnlyThatSomebodyCameIsLeft) {
  const auto world = later(world_with_a_session(), at(11) + kWeek);
  const auto& session = world.sessions.at(calendar::SessionId{"b"});
  EXPECT_EQ(world.bookings.at(calendar::BookingId{"b"}).first_check_in, at(10));
  EXPECT_EQ(session.mentor_arrived, at(10));
  EXPECT_EQ(session.mentee_arrived, std::nullopt);
  EXPECT_TRUE(old_times_forgotten(world, at(11) + kWeek).empty()) << "once is enough";
}

TEST(CheckInTimes, ForgettingThemIsNoOtherTruth) {
  const auto world = world_with_a_session();
  EXPECT_EQ(StateChecksum{world}, StateChecksum{later(world, at(11) + kWeek)});
}

TEST(CheckInTimes, ThatSomebodyCameAtAllIsPartOfTheTruth) {
  auto world = world_with_a_session();
  const StateChecksum before{world};
  calendar::Session alone = world.sessions.at(calendar::SessionId{"b"});
  alone.mentor_arrived.reset();
  calendar::apply(world, calendar::SessionPlanned{alone});
  EXPECT_NE(StateChecksum{world}, before);
}

TEST(CheckInTimes, OfAFactAreTakenOutOnTheirWayToADevice) {
  const auto world = world_with_a_session();
  const calendar::Change fact = calendar::SessionPlanned{world.sessions.at(calendar::SessionId{"b"})};
  EXPECT_EQ(without_old_times(fact, world, at(12)), fact);
  const auto blurred = std::get<calendar::SessionPlanned>(without_old_times(fact, world, at(11) + kWeek));
  EXPECT_EQ(blurred.session.mentor_arrived, at(10));
}

}  // namespace
}  // namespace tandem::sync
