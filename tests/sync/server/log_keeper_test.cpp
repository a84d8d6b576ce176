// The log keeps a year and the way of a device that is behind; commands are known for ever.

#include "sync/server/log_keeper.h"

#include <gtest/gtest.h>

#include "sync/server/device_session.h"
#include "tests/sync/server/core_on_a_loop.h"

namespace tandem::tests {
namespace {

class KeptLog : public testing::Test {
 protected:
  void grow(std::uint64_t entries) {
    for (std::uint64_t i = 0; i < entries; ++i) {
      auto changed = room("r3");
      changed.seats = static_cast<int>(i % 100);
      ASSERT_TRUE(core->commit_changes({calendar::RoomPut{changed}}));
    }
  }
  void a_year_and_more_passes() {
    core.loop.set_wall(core.loop.clock().wall() + sync::kLogKept);
    core.wait(sync::kKeepEvery * 2);
  }
  std::uint64_t oldest() { return *core->store().oldest(); }

  CoreOnALoop core;
};

TEST_F(KeptLog, WhatIsYoungStaysHoweverMuchItIs) {
  grow(sync::kMaxCatchUp + 100);
  core.wait(sync::kKeepEvery * 3);
  EXPECT_EQ(oldest(), 1U);
}

TEST_F(KeptLog, WhatIsOldGoesButNotTheWayOfADeviceThatIsBehind) {
  grow(sync::kMaxCatchUp + sync::kForgottenAtOnce + 500);
  a_year_and_more_passes();
  EXPECT_EQ(oldest(), core->head() - sync::kMaxCatchUp);
}

TEST_F(KeptLog, ACommandWhoseEntryIsForgottenStillHasItsVerdict) {
  auto k1 = core.device("k1");
  k1.connect();
  const auto command = numbered("k1", 1, book("r1", from_to(10, 11)));
  k1.say(sync::Push{{command}});
  k1.hang_up();
  grow(sync::kMaxCatchUp + 10);
  a_year_and_more_passes();
  ASSERT_GT(oldest(), 2U);
  k1.connect({core->cursor().epoch, 1});
  EXPECT_EQ(k1.heard<sync::SnapshotPart>().size(), 1U) << "its cursor is too old";
  k1.say(sync::Push{{command}});
  EXPECT_EQ(k1.heard<sync::KnownVerdict>(), (std::vector<sync::KnownVerdict>{{1, calendar::Accepted{}}}));
}

}  // namespace
}  // namespace tandem::tests
