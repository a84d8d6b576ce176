// What feeds say, as the core keeps it: the truth changes when it changes, its age always, a failure never the truth.

#include <gtest/gtest.h>

#include "tests/sync/server/core_on_a_loop.h"

namespace tandem::tests {
namespace {

using calendar::BusySet;
using calendar::RoomId;
using sync::FeedReading;
using sync::FeedSource;

const calendar::Interval kDay = from_to(0, 24);

FeedReading reading(const FeedSource& source, calendar::Instant when) {
  FeedReading made;
  made.source = source;
  made.at = when;
  made.window = kDay;
  return made;
}

class FeedReadings : public testing::Test {
 protected:
  FeedReadings() { EXPECT_TRUE(core->commit_changes({}, {source})); }
  FeedReading busy(const calendar::Interval& when, calendar::Instant read_at) {
    auto made = reading(source, read_at);
    made.busy = BusySet{{when}};
    made.etag = "\"1\"";
    return made;
  }
  BusySet known() { return core->world().room_feeds.at(RoomId{"r1"})->busy; }
  const sync::FeedState& state() { return core->feeds().at(source.owner); }

  FeedSource source{RoomId{"r1"}, "https://user-secret.example/r1.ics", "user", "password"};
  CoreOnALoop core;
};

TEST_F(FeedReadings, ABusyTimeTakesTheRoom) {
  ASSERT_TRUE(core->feed_read(busy(from_to(10, 11), at(9))));
  EXPECT_EQ(known(), BusySet{{from_to(10, 11)}});
  EXPECT_EQ(core->commit(numbered("k1", 1, book("r1", from_to(10, 11))))->verdict,
            refused(calendar::RefusalReason::RoomTaken));
}

TEST_F(FeedReadings, TheSameAgainIsNoNews) {
  ASSERT_TRUE(core->feed_read(busy(from_to(10, 11), at(9))));
  const auto head = core->head();
  ASSERT_TRUE(core->feed_read(busy(from_to(10, 11), at(9, 5))));
  EXPECT_EQ(core->head(), head);
  EXPECT_EQ(state().confirmed_at, at(9, 5));
}

TEST_F(FeedReadings, NotModifiedConfirmsWhatIsKnown) {
  ASSERT_TRUE(core->feed_read(busy(from_to(10, 11), at(9))));
  ASSERT_TRUE(core->feed_read(reading(source, at(9, 10))));
  EXPECT_EQ(known(), BusySet{{from_to(10, 11)}});
  EXPECT_EQ(state().confirmed_at, at(9, 10));
}

TEST_F(FeedReadings, AFailureKeepsTheLastTruthAndItsAge) {
  ASSERT_TRUE(core->feed_read(busy(from_to(10, 11), at(9))));
  auto failed = reading(source, at(9, 30));
  failed.error = "timed out";
  ASSERT_TRUE(core->feed_read(failed));
  EXPECT_EQ(known(), BusySet{{from_to(10, 11)}});
  EXPECT_EQ(state().confirmed_at, at(9));
  EXPECT_TRUE(state().failing);
  EXPECT_EQ(state().last_error, "timed out");
  EXPECT_EQ(state().etag, "\"1\"");
}

TEST_F(FeedReadings, DevicesHearTheAgeWithTheNextHeartbeatAndOnlyWhenItChanged) {
  auto k1 = core.device("k1");
  k1.connect();
  ASSERT_TRUE(core->feed_read(busy(from_to(10, 11), at(9))));
  k1.forget_all();
  core.wait(sync::kHeartbeatEvery);
  core.wait(sync::kHeartbeatEvery);
  const auto beats = k1.heard<sync::Heartbeat>();
  ASSERT_EQ(beats.size(), 2U);
  EXPECT_EQ(beats[0].feeds, (std::vector<sync::FeedAge>{{RoomId{"r1"}, at(9), false}}));
  EXPECT_TRUE(beats[1].feeds.empty());
}

TEST_F(FeedReadings, AddressesAndPasswordsNeverReachADevice) {
  auto k1 = core.device("k1");
  k1.connect();
  ASSERT_TRUE(core->feed_read(busy(from_to(10, 11), at(9))));
  core.wait(sync::kHeartbeatEvery);
  EXPECT_EQ(k1.connection().frames.find("user-secret"), std::string::npos);
  EXPECT_EQ(k1.connection().frames.find("password"), std::string::npos);
}

TEST_F(FeedReadings, AReadingOfAReplacedAddressIsDropped) {
  const auto late = busy(from_to(10, 11), at(9));
  ASSERT_TRUE(core->commit_changes({}, {{source.owner, "https://other.example/r1.ics", "", ""}}));
  ASSERT_TRUE(core->feed_read(late));
  EXPECT_EQ(core->world().room_feeds.count(RoomId{"r1"}), 0U);
}

TEST_F(FeedReadings, ARemovedFeedTakesWhatItSaidWithIt) {
  ASSERT_TRUE(core->feed_read(busy(from_to(10, 11), at(9))));
  ASSERT_TRUE(core->commit_changes({}, {{source.owner, "", "", ""}}));
  EXPECT_TRUE(core->feeds().empty());
  EXPECT_TRUE(known().empty());
  EXPECT_EQ(core->commit(numbered("k1", 1, book("r1", from_to(10, 11))))->verdict,
            calendar::Verdict{calendar::Accepted{}});
}

TEST_F(FeedReadings, ARemovedRoomTakesItsFeedWithIt) {
  int told = 0;
  core->on_feeds_changed([&] { ++told; });
  ASSERT_TRUE(core->commit_changes({calendar::RoomRemoved{RoomId{"r1"}}}));
  EXPECT_TRUE(core->feeds().empty());
  EXPECT_TRUE(core->store().feeds()->empty());
  EXPECT_EQ(told, 1);
}

TEST_F(FeedReadings, AFeedOfAnUnknownOwnerIsRefusedWithEverythingElse) {
  const auto done = core->commit_changes({calendar::RoomPut{room("r7")}}, {{RoomId{"r8"}, "/r8.ics", "", ""}});
  EXPECT_EQ(done.error().kind, platform::ErrorKind::Invalid);
  EXPECT_EQ(core->world().rooms.count(RoomId{"r7"}), 0U);
}

TEST_F(FeedReadings, AFeedThatStaysTheSameKeepsItsAgeThroughAnImport) {
  ASSERT_TRUE(core->feed_read(busy(from_to(10, 11), at(9))));
  ASSERT_TRUE(core->commit_changes({}, {source}));
  EXPECT_EQ(state().confirmed_at, at(9));
}

}  // namespace
}  // namespace tandem::tests
