#pragma once
// Which feed is read when. Pure: time comes in as an argument. Each feed is read at once when it is new and then every
// interval, give or take a tenth, so that a hundred feeds of one calendar server do not knock together. A feed being
// read is nobody else's until it is done. One thread at a time.

#include <map>
#include <optional>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "sync/feeds/feed_job.h"

namespace tandem::sync {

class FeedSchedule {
 public:
  // `random` must outlive the schedule.
  FeedSchedule(std::chrono::milliseconds interval, platform::Random& random) : interval_(interval), random_(random) {}

  // The feeds there are now. Known ones keep their turn and what is stored of them; a new address, another zone or
  // another owner's address is read at once, from the start. What is stored of a feed that is gone goes with it.
  void set(const std::vector<FeedJob>& jobs, platform::SteadyTime now);
  // The feed that is due the longest; nullopt when none is.
  [[nodiscard]] std::optional<FeedJob> take(platform::SteadyTime now);
  // When the next one is due; nullopt while none waits.
  [[nodiscard]] std::optional<platform::SteadyTime> next() const;
  void done(const FeedReading& reading, platform::SteadyTime now);
  // What was read could not be kept: its next reading is unconditional.
  void forget(const FeedOwner& owner);

 private:
  struct Entry {
    FeedJob job;
    platform::SteadyTime due;
    bool running{false};
  };
  [[nodiscard]] platform::SteadyTime after(platform::SteadyTime now);

  std::chrono::milliseconds interval_;
  platform::Random& random_;
  std::map<FeedOwner, Entry> entries_;
};

}  // namespace tandem::sync
