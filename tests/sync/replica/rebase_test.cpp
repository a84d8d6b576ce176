#include "sync/replica/rebase.h"

#include <gtest/gtest.h>

#include "tests/sync/small_site.h"

namespace tandem::sync {
namespace {

using calendar::Accepted;
using calendar::RefusalReason;
using calendar::World;
using tests::at;
using tests::book;
using tests::from_to;
using tests::numbered;

std::shared_ptr<const World> truth() { return std::make_shared<const World>(tests::small_site()); }

std::shared_ptr<const World> truth_with(const calendar::NumberedCommand& command) {
  World world = tests::small_site();
  for (const auto& change : calendar::decide(world, command, at(9)).changes) calendar::apply(world, change);
  return std::make_shared<const World>(std::move(world));
}

TEST(Rebase, NothingPendingShowsTheTruthItself) {
  const auto world = truth();
  EXPECT_EQ(rebase(world, {}).world, world);
}

// truth     r1  |              |
// pending   r1     [--)[--)
TEST(Rebase, PendingCommandsAreShownOnTopOfTheTruth) {
  const std::deque<OutboxItem> pending{{numbered("k1", 1, book("r1", from_to(10, 11))), std::nullopt, {}},
                                       {numbered("k1", 2, book("r1", from_to(11, 12))), std::nullopt, {}}};
  const Rebased shown = rebase(truth(), pending);
  EXPECT_EQ(calendar::bookings_in(*shown.world, calendar::RoomId{"r1"}, from_to(8, 18)).size(), 2U);
  EXPECT_EQ(shown.touched, (std::set{tests::booking_of("k1", 1), tests::booking_of("k1", 2)}));
  EXPECT_EQ(shown.verdicts, (std::vector<calendar::Verdict>{Accepted{}, Accepted{}}));
}

TEST(Rebase, TheTruthIsLeftAlone) {
  const auto world = truth();
  const std::deque<OutboxItem> pending{{numbered("k1", 1, book("r1", from_to(10, 11))), std::nullopt, {}}};
  static_cast<void>(rebase(world, pending));
  EXPECT_TRUE(world->bookings.empty());
}

// truth     r1     [-----)        another kiosk's, accepted
// pending   r1        [-----)     ours, taken offline
TEST(Rebase, ACommandTheTruthNoLongerAllowsChangesNothing) {
  const auto world = truth_with(numbered("k2", 1, book("r1", from_to(10, 12))));
  const std::deque<OutboxItem> pending{{numbered("k1", 1, book("r1", from_to(11, 13))), std::nullopt, {}}};
  const Rebased shown = rebase(world, pending);
  EXPECT_EQ(shown.verdicts.front(), tests::refused(RefusalReason::RoomTaken));
  EXPECT_TRUE(shown.touched.empty());
  EXPECT_EQ(shown.world->bookings, world->bookings);
}

TEST(Rebase, ALaterCommandSeesWhatAnEarlierOneDid) {
  const auto booking = tests::booking_of("k1", 1);
  const std::deque<OutboxItem> pending{
      {numbered("k1", 1, book("r1", from_to(10, 11))), std::nullopt, {}},
      {numbered("k1", 2, calendar::CancelBooking{booking, std::nullopt}), std::nullopt, {}},
      {numbered("k1", 3, book("r1", from_to(10, 11))), std::nullopt, {}}};
  const Rebased shown = rebase(truth(), pending);
  EXPECT_EQ(shown.verdicts, (std::vector<calendar::Verdict>{Accepted{}, Accepted{}, Accepted{}}));
}

TEST(BookingOf, IsTheOneACommandMakesOrIsAbout) {
  EXPECT_EQ(booking_of(numbered("k1", 3, book("r1", from_to(10, 11)))), tests::booking_of("k1", 3));
  const calendar::BookingId other{"b"};
  EXPECT_EQ(booking_of(numbered("k1", 4, calendar::EndBooking{other, at(10), std::nullopt})), other);
}

}  // namespace
}  // namespace tandem::sync
