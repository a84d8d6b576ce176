#include "sync/feeds/feed_poller.h"

#include <pthread.h>

namespace tandem::sync {

FeedPoller::FeedPoller(std::chrono::seconds interval, const platform::Clock& clock, Reader reader,
                       std::function<void(FeedReading)> on_read)
    : clock_(clock),
      reader_(std::move(reader)),
      on_read_(std::move(on_read)),
      random_(platform::make_system_random()),
      schedule_(interval, *random_) {
  for (std::size_t i = 0; i < kFeedThreads; ++i) {
    threads_.emplace_back([this] { work(); });
    pthread_setname_np(threads_.back().native_handle(), "tandem-feeds");
  }
}

FeedPoller::~FeedPoller() { stop(); }

void FeedPoller::set_feeds(const std::vector<FeedJob>& jobs) {
  const std::lock_guard lock(mutex_);
  schedule_.set(jobs, clock_.steady());
  changed_.notify_all();
}

void FeedPoller::forget(const FeedOwner& owner) {
  const std::lock_guard lock(mutex_);
  schedule_.forget(owner);
}

void FeedPoller::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

void FeedPoller::work() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto job = schedule_.take(clock_.steady());
    if (!job) {
      const auto next = schedule_.next();
      if (next) {
        changed_.wait_for(lock, *next - clock_.steady());
      } else {
        changed_.wait(lock);
      }
      continue;
    }
    lock.unlock();
    FeedReading reading = reader_(*job);
    lock.lock();
    schedule_.done(reading, clock_.steady());
    if (stopping_) return;
    changed_.notify_one();  // one that slept while all feeds were being read has this one's next turn to wait for
    lock.unlock();
    on_read_(std::move(reading));
    lock.lock();
  }
}

}  // namespace tandem::sync
