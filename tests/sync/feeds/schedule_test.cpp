#include <gtest/gtest.h>

#include "sync/feeds/feed_schedule.h"
#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using platform::SteadyTime;
using std::chrono::seconds;
using sync::FeedJob;
using sync::FeedReading;

constexpr SteadyTime kStart{};
constexpr seconds kInterval{300};

FeedJob job(const std::string& room_id, const std::string& url = "https://calendar.example/") {
  FeedJob made;
  made.source = {calendar::RoomId{room_id}, url + room_id, "", ""};
  return made;
}

FeedReading answer(const FeedJob& of) {
  FeedReading reading;
  reading.source = of.source;
  reading.window = from_to(0, 24);
  reading.etag = "\"1\"";
  return reading;
}

class Schedule : public testing::Test {
 protected:
  std::unique_ptr<platform::Random> random = platform::make_seeded_random(1);
  sync::FeedSchedule schedule{kInterval, *random};
};

TEST_F(Schedule, NewFeedsAreReadAtOnceEachOnce) {
  schedule.set({job("r1"), job("r2")}, kStart);
  EXPECT_TRUE(schedule.take(kStart));
  EXPECT_TRUE(schedule.take(kStart));
  EXPECT_FALSE(schedule.take(kStart));
  EXPECT_FALSE(schedule.next());
}

TEST_F(Schedule, AReadFeedComesAgainAfterTheIntervalGiveOrTakeATenth) {
  for (int i = 0; i < 50; ++i) {
    schedule.set({job("r" + std::to_string(i))}, kStart);
    schedule.done(answer(*schedule.take(kStart)), kStart);
    EXPECT_GE(*schedule.next(), kStart + seconds{270});
    EXPECT_LE(*schedule.next(), kStart + seconds{330});
  }
}

// The calendar has not changed, but what its floating times mean has: "not modified" would be no answer.
TEST_F(Schedule, InAnotherZoneAFeedIsReadAtOnceAndWhole) {
  auto known = job("r1");
  known.etag = "\"1\"";
  known.known_window = from_to(0, 24);
  schedule.set({known}, kStart);
  schedule.done(answer(*schedule.take(kStart)), kStart);
  known.zone = *calendar::Zone::locate("Asia/Tokyo");
  schedule.set({known}, kStart);
  const auto next = schedule.take(kStart);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->known_window, calendar::Interval{});
}

TEST_F(Schedule, WhatWasLearnedGoesIntoTheNextReading) {
  schedule.set({job("r1")}, kStart);
  schedule.done(answer(*schedule.take(kStart)), kStart);
  const auto next = schedule.take(kStart + 2 * kInterval);
  EXPECT_EQ(next->etag, "\"1\"");
  EXPECT_EQ(next->known_window, from_to(0, 24));
}

TEST_F(Schedule, WhatIsStoredStaysWithItsFeedAndGoesWithIt) {
  schedule.set({job("r1")}, kStart);
  const std::weak_ptr<calendar::StoredFeed> stored = schedule.take(kStart)->stored;
  ASSERT_FALSE(stored.expired());
  schedule.done(answer(job("r1")), kStart);
  schedule.set({job("r1"), job("r2")}, kStart);
  (void)schedule.take(kStart);
  EXPECT_EQ(schedule.take(kStart + 2 * kInterval)->stored, stored.lock());
  schedule.set({job("r2")}, kStart);
  EXPECT_TRUE(stored.expired());
}

TEST_F(Schedule, AnotherAddressStartsWithNothingStored) {
  schedule.set({job("r1")}, kStart);
  const auto before = schedule.take(kStart)->stored;
  schedule.set({job("r1", "https://elsewhere.example/")}, kStart);
  EXPECT_NE(schedule.take(kStart)->stored, before);
}

TEST_F(Schedule, AFailureForgetsNothing) {
  schedule.set({job("r1")}, kStart);
  schedule.done(answer(*schedule.take(kStart)), kStart);
  auto failed = answer(*schedule.take(kStart + 2 * kInterval));
  failed.etag.clear();
  failed.error = "timed out";
  schedule.done(failed, kStart + 2 * kInterval);
  EXPECT_EQ(schedule.take(kStart + 4 * kInterval)->etag, "\"1\"");
}

TEST_F(Schedule, AForgottenFeedIsReadWithoutCondition) {
  schedule.set({job("r1")}, kStart);
  schedule.done(answer(*schedule.take(kStart)), kStart);
  schedule.forget(calendar::RoomId{"r1"});
  EXPECT_TRUE(schedule.take(kStart + 2 * kInterval)->known_window.empty());
}

TEST_F(Schedule, ANewAddressIsReadAtOnceAndTheOldAnswerIsDropped) {
  schedule.set({job("r1")}, kStart);
  const auto old = *schedule.take(kStart);
  schedule.set({job("r1", "https://other.example/")}, kStart);
  const auto fresh = schedule.take(kStart);
  ASSERT_TRUE(fresh);
  EXPECT_EQ(fresh->source.url, "https://other.example/r1");
  schedule.done(answer(old), kStart);
  EXPECT_FALSE(schedule.next());  // the new one is still being read
}

TEST_F(Schedule, AnImportDoesNotHurryTheFeedsThatStay) {
  schedule.set({job("r1")}, kStart);
  schedule.done(answer(*schedule.take(kStart)), kStart);
  schedule.set({job("r1"), job("r2")}, kStart);
  EXPECT_EQ(schedule.take(kStart)->source.owner, sync::FeedOwner{calendar::RoomId{"r2"}});
  EXPECT_FALSE(schedule.take(kStart));
}

TEST_F(Schedule, ARemovedFeedIsReadNoMore) {
  schedule.set({job("r1")}, kStart);
  schedule.set({}, kStart);
  EXPECT_FALSE(schedule.take(kStart));
}

}  // namespace
}  // namespace tandem::tests
