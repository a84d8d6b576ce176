// The poller's threads. No time passes: every wait is for something another thread does.

#include "sync/feeds/feed_poller.h"

#include <gtest/gtest.h>

#include <future>
#include <set>

#include "tests/sync/small_site.h"

namespace tandem::tests {
namespace {

using sync::FeedJob;
using sync::FeedReading;

// A hang that a test ends; far longer than any test should take.
constexpr std::chrono::seconds kPatience{20};

FeedJob job(const std::string& room_id) {
  FeedJob made;
  made.source = {calendar::RoomId{room_id}, "https://calendar.example/" + room_id, "", ""};
  return made;
}

FeedReading answer(const FeedJob& of) {
  FeedReading reading;
  reading.source = of.source;
  return reading;
}

class Arrivals {
 public:
  void add(const FeedReading& reading) {
    const std::lock_guard lock(mutex_);
    names_.insert(sync::name_of(reading.source.owner));
    changed_.notify_all();
  }
  bool wait_for(const std::string& name) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, kPatience, [&] { return names_.count(name) == 1; });
  }
  bool has(const std::string& name) {
    const std::lock_guard lock(mutex_);
    return names_.count(name) == 1;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::string> names_;
};

TEST(FeedPoller, OneThatHangsKeepsTheOthersFromNothing) {
  const platform::SystemClock clock;
  std::promise<void> let_go;
  const auto released = let_go.get_future().share();
  Arrivals arrivals;
  sync::FeedPoller poller(
      std::chrono::seconds{300}, clock,
      [&](const FeedJob& of) {
        if (of.source.owner == sync::FeedOwner{calendar::RoomId{"a-hangs"}}) released.wait();
        return answer(of);
      },
      [&](const FeedReading& reading) { arrivals.add(reading); });
  poller.set_feeds({job("a-hangs"), job("r1"), job("r2"), job("r3"), job("r4"), job("r5")});
  for (const char* room_id : {"r1", "r2", "r3", "r4", "r5"}) {
    EXPECT_TRUE(arrivals.wait_for(std::string("room ") + room_id));
  }
  EXPECT_FALSE(arrivals.has("room a-hangs"));
  let_go.set_value();
  EXPECT_TRUE(arrivals.wait_for("room a-hangs"));
}

TEST(FeedPoller, StopsWithoutFeedsAndTwice) {
  const platform::SystemClock clock;
  sync::FeedPoller poller(std::chrono::seconds{300}, clock, answer, [](const FeedReading&) {});
  poller.stop();
  poller.stop();
}

TEST(FeedPoller, AFeedAddedLaterIsReadAtOnce) {
  const platform::SystemClock clock;
  Arrivals arrivals;
  sync::FeedPoller poller(std::chrono::seconds{300}, clock, answer,
                          [&](const FeedReading& reading) { arrivals.add(reading); });
  poller.set_feeds({job("r1")});
  EXPECT_TRUE(arrivals.wait_for("room r1"));
  poller.set_feeds({job("r1"), job("r2")});
  EXPECT_TRUE(arrivals.wait_for("room r2"));
}

}  // namespace
}  // namespace tandem::tests
