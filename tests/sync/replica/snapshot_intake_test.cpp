#include "sync/replica/snapshot_intake.h"

#include <gtest/gtest.h>

#include "tests/sync/small_site.h"

namespace tandem::sync {
namespace {

using platform::ErrorKind;

SnapshotPart part(bool first, bool last) {
  SnapshotPart made{{}, first, last, {}};
  if (first) made.facts = tests::small_site_facts();
  if (last) made.cursor = {"e1", 5};
  return made;
}

TEST(SnapshotIntake, IsCompleteWithTheLastPart) {
  SnapshotIntake intake;
  EXPECT_EQ(intake.take(part(true, false)).value(), false);
  EXPECT_TRUE(intake.under_way());
  EXPECT_EQ(intake.take(part(false, true)).value(), true);
  EXPECT_FALSE(intake.under_way());
  EXPECT_EQ(intake.cursor(), (Cursor{"e1", 5}));
  EXPECT_EQ(intake.world().rooms.size(), 2U);
}

TEST(SnapshotIntake, OnePartCanBeTheWhole) {
  SnapshotIntake intake;
  EXPECT_EQ(intake.take(part(true, true)).value(), true);
}

TEST(SnapshotIntake, APartOutOfTurnIsInvalid) {
  SnapshotIntake intake;
  EXPECT_EQ(intake.take(part(false, true)).error().kind, ErrorKind::Invalid);
  SnapshotIntake second;
  ASSERT_TRUE(second.take(part(true, false)));
  EXPECT_EQ(second.take(part(true, false)).error().kind, ErrorKind::Invalid);
}

TEST(SnapshotIntake, ALastPartWithoutAnEpochIsInvalid) {
  SnapshotIntake intake;
  SnapshotPart nameless = part(true, true);
  nameless.cursor = {};
  EXPECT_EQ(intake.take(nameless).error().kind, ErrorKind::Invalid);
}

TEST(SnapshotIntake, TooManyFactsAreTooLarge) {
  SnapshotIntake intake;
  SnapshotPart big = part(true, false);
  big.facts.assign(kMaxSnapshotFacts + 1, calendar::RoomRemoved{calendar::RoomId{"none"}});
  EXPECT_EQ(intake.take(big).error().kind, ErrorKind::TooLarge);
}

}  // namespace
}  // namespace tandem::sync
