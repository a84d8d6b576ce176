// Servers on one database hear of each other's commits, and exactly one is on duty. Threads and a real server: each
// test waits for what has to happen, never for a time.

#include "sync/log/log_watch.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "platform/base/stopwatch.h"
#include "tests/sync/log/postgres_place.h"

namespace tandem::tests {
namespace {

constexpr std::chrono::seconds kDeadline{20};

// One server's watch, and what it said.
class Watcher {
 public:
  explicit Watcher(const std::string& url) : watch_(sync::watch_shared_log(url, events())) {}

  void commit() { watch_->committed(); }
  [[nodiscard]] int looks() {
    const std::scoped_lock lock{mutex_};
    return looks_;
  }
  [[nodiscard]] bool on_duty() {
    const std::scoped_lock lock{mutex_};
    return on_duty_;
  }
  [[nodiscard]] bool wait_looks(int more_than) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, kDeadline, [&] { return looks_ > more_than; });
  }
  // Until it has been put on duty so many times.
  [[nodiscard]] bool wait_duties(int times) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, kDeadline, [&] { return duties_ >= times; });
  }
  [[nodiscard]] bool wait_duty(bool wanted) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, kDeadline, [&] { return on_duty_ == wanted; });
  }

 private:
  sync::LogWatchEvents events() {
    return {[this] { note([this] { ++looks_; }); },
            [this](bool duty) {
              note([this, duty] {
                on_duty_ = duty;
                duties_ += duty ? 1 : 0;
              });
            }};
  }
  void note(const std::function<void()>& change) {
    {
      const std::scoped_lock lock{mutex_};
      change();
    }
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  int looks_{0};
  bool on_duty_{false};
  int duties_{0};
  std::unique_ptr<sync::LogWatch> watch_;  // last: it calls us
};

TEST(LogWatch, ACommitIsHeardByTheOthers) {
  const PostgresPlace place;
  Watcher one(place.url());
  Watcher two(place.url());
  ASSERT_TRUE(two.wait_looks(0));  // it listens
  const platform::Stopwatch since_said;
  const int before = two.looks();
  one.commit();
  ASSERT_TRUE(two.wait_looks(before));
  RecordProperty("microseconds", std::to_string(since_said.elapsed().count()));
}

TEST(LogWatch, WithoutANotificationItLooksAnyway) {
  const PostgresPlace place;
  Watcher one(place.url());
  ASSERT_TRUE(one.wait_looks(0));
  EXPECT_TRUE(one.wait_looks(one.looks() + 1));
}

TEST(LogWatch, DutyGoesToOneAndPassesOnWhenItsOwnerEnds) {
  const PostgresPlace place;
  auto one = std::make_unique<Watcher>(place.url());
  ASSERT_TRUE(one->wait_duty(true));
  Watcher two(place.url());
  ASSERT_TRUE(two.wait_looks(1));
  EXPECT_FALSE(two.on_duty());
  one.reset();
  EXPECT_TRUE(two.wait_duty(true));
}

TEST(LogWatch, ABrokenConnectionIsMadeAgainAndDutyTakenAgain) {
  PostgresPlace place;
  Watcher one(place.url());
  ASSERT_TRUE(one.wait_duty(true));
  place.cut_connections();
  EXPECT_TRUE(one.wait_duties(2));
  EXPECT_TRUE(one.wait_looks(one.looks()));
}

TEST(LogWatch, EndsAlsoWhileTheDatabaseIsAway) {
  Watcher nobody("host=/nowhere user=a dbname=b");
  nobody.commit();
  EXPECT_FALSE(nobody.on_duty());
}

}  // namespace
}  // namespace tandem::tests
