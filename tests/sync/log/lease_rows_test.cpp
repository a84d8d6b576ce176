// What any LogStore refuses on account of leases, whatever was decided above it: every store passes this same file.

#include <gtest/gtest.h>

#include "sync/log/log_store.h"
#include "tests/sync/log/store_place.h"
#include "tests/sync/log/store_steps.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using calendar::DeviceId;
using calendar::Interval;
using calendar::LeaseEnded;
using calendar::RoomId;
using calendar::RoomLeased;
using platform::ErrorKind;

std::optional<ErrorKind> refusal(const platform::Result<std::uint64_t>& done) {
  return done ? std::nullopt : std::optional{done.error().kind};
}

// Room r1 is leased to door-1 from 9:00 to 9:30.
class LeaseRows : public testing::TestWithParam<StoreKind> {
 protected:
  LeaseRows() : store(std::move(*place->open())) { put(*store, world, small_site_facts()); }

  static RoomLeased leased(const Interval& held, const std::string& holder = "door-1") {
    return {{RoomId{"r1"}, DeviceId{holder}, held}};
  }
  void lease() { put(*store, world, {leased({at(9), at(9, 30)})}); }
  // Decided as if there were no leases, which the store then is the last to know of.
  platform::Result<std::uint64_t> book_regardless(const calendar::NumberedCommand& command) {
    calendar::World blind = world;
    blind.leases.erase(RoomId{"r1"});
    const auto done = try_decide_into(*store, blind, command);
    if (done) calendar::apply(world, calendar::BookingAccepted{blind.bookings.at(calendar::booking_id_of(command.id))});
    return done;
  }

  std::unique_ptr<StorePlace> place = GetParam().make_place();
  std::unique_ptr<sync::LogStore> store;
  calendar::World world;
};

INSTANTIATE_TEST_SUITE_P(Stores, LeaseRows, testing::ValuesIn(store_kinds()),
                         [](const auto& kind) { return kind.param.name; });

TEST_P(LeaseRows, AreThereAgainWhenTheStoreIsOpened) {
  lease();
  store.reset();
  store = std::move(*place->open());
  EXPECT_EQ(calendar::facts_of(*store->load()), calendar::facts_of(world));
  EXPECT_EQ(refusal(book_regardless(numbered("lobby", 1, book("r1", {at(9), at(9, 15)})))), ErrorKind::Invalid);
}

TEST_P(LeaseRows, KeepOthersOutOfTheMinutes) {
  lease();
  EXPECT_EQ(refusal(book_regardless(numbered("lobby", 1, book("r1", {at(9), at(9, 15)})))), ErrorKind::Invalid);
  EXPECT_EQ(refusal(book_regardless(numbered("lobby", 1, book("r1", {at(9, 29), at(10)})))), ErrorKind::Invalid);
  EXPECT_TRUE(book_regardless(numbered("lobby", 1, book("r1", {at(9, 30), at(10)}))));
  EXPECT_TRUE(book_regardless(numbered("door-1", 1, book("r1", {at(9), at(9, 15)}))));
}

TEST_P(LeaseRows, KeepABookingFromGrowingIntoTheMinutesByAnotherDevice) {
  decide_into(*store, world, numbered("lobby", 1, book("r1", {at(8), at(9)}), at(7)));
  lease();
  const calendar::ExtendBooking longer{booking_of("lobby", 1), at(9, 15), {}};
  calendar::World blind = world;
  blind.leases.erase(RoomId{"r1"});
  EXPECT_FALSE(try_decide_into(*store, blind, numbered("lobby", 2, longer, at(8, 30))));
  EXPECT_TRUE(try_decide_into(*store, world, numbered("door-1", 1, longer, at(8, 30))));
}

// Anybody may end a walk-up: its time only gets shorter.
TEST_P(LeaseRows, LetOthersEndWhatTheHolderBooked) {
  lease();
  decide_into(*store, world, numbered("door-1", 1, book("r1", {at(9), at(9, 30)})));
  EXPECT_TRUE(try_decide_into(
      *store, world, numbered("lobby", 1, calendar::EndBooking{booking_of("door-1", 1), at(9, 10), {}}, at(9, 10))));
}

TEST_P(LeaseRows, AreNeverPutOverABookingOfSomebodyElse) {
  decide_into(*store, world, numbered("lobby", 1, book("r1", {at(9, 20), at(10)})));
  EXPECT_EQ(refusal(try_put(*store, world, {leased({at(9), at(9, 30)})})), ErrorKind::Invalid);
  EXPECT_TRUE(try_put(*store, world, {leased({at(9), at(9, 20)})}));
}

TEST_P(LeaseRows, GoOnOverWhatTheirHolderBookedAndWhatTheyHad) {
  decide_into(*store, world, numbered("lobby", 1, book("r1", {at(8), at(9)}), at(7)));
  lease();
  decide_into(*store, world,
              numbered("door-1", 1, calendar::ExtendBooking{booking_of("lobby", 1), at(9, 15), {}}, at(8, 30)));
  decide_into(*store, world, numbered("door-1", 2, book("r1", {at(9, 15), at(9, 45)}), at(9, 15)));
  EXPECT_TRUE(try_put(*store, world, {leased({at(9), at(10)})}));
}

TEST_P(LeaseRows, AreOneForEachRoom) {
  lease();
  EXPECT_EQ(refusal(try_put(*store, world, {leased({at(10), at(10, 30)}, "door-2")})), ErrorKind::Invalid);
  put(*store, world, {LeaseEnded{RoomId{"r1"}}});
  EXPECT_TRUE(try_put(*store, world, {leased({at(10), at(10, 30)}, "door-2")}));
  EXPECT_TRUE(book_regardless(numbered("lobby", 1, book("r1", {at(9), at(9, 15)}))));
}

}  // namespace
}  // namespace tandem::tests
