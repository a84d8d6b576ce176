#pragma once
// Reads every feed again and again on a few threads of its own, so that one that hangs keeps only one of them waiting.
// All calls from any thread; `on_read` is called on the poller's threads and posts what it got to the core.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "sync/feeds/feed_schedule.h"

namespace tandem::sync {

inline constexpr std::size_t kFeedThreads = 4;

class FeedPoller {
 public:
  // One try to read one feed (read_feed.h); blocks.
  using Reader = std::function<FeedReading(const FeedJob& job)>;

  // Starts the threads. `clock` must outlive the poller.
  FeedPoller(std::chrono::seconds interval, const platform::Clock& clock, Reader reader,
             std::function<void(FeedReading)> on_read);
  ~FeedPoller();
  FeedPoller(const FeedPoller&) = delete;
  FeedPoller& operator=(const FeedPoller&) = delete;

  void set_feeds(const std::vector<FeedJob>& jobs);
  void forget(const FeedOwner& owner);
  // Joins the threads: as soon as each one's reader returns.
  void stop();

 private:
  void work();

  const platform::Clock& clock_;
  Reader reader_;
  std::function<void(FeedReading)> on_read_;
  std::unique_ptr<platform::Random> random_;
  std::mutex mutex_;
  std::condition_variable changed_;
  FeedSchedule schedule_;
  bool stopping_{false};
  std::vector<std::thread> threads_;
};

}  // namespace tandem::sync
