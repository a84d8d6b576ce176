#include "sync/feeds/feed_schedule.h"

namespace tandem::sync {

void FeedSchedule::set(const std::vector<FeedJob>& jobs, platform::SteadyTime now) {
  std::map<FeedOwner, Entry> entries;
  for (const auto& job : jobs) {
    const auto known = entries_.find(job.source.owner);
    const bool same_source = known != entries_.end() && known->second.job.source == job.source;
    const bool same =
        same_source && known->second.job.zone == job.zone && known->second.job.owner_address == job.owner_address;
    Entry& entry = entries[job.source.owner];
    entry = same ? known->second : Entry{job, now, false};
    // What is stored may be in use by a reading of the entry before, so a new one starts with none.
    if (!same) entry.job.stored = std::make_shared<calendar::StoredFeed>();
    // What was read in another zone, or for somebody else, is not what the same text says now.
    if (same_source && !same) entry.job.known_window = {};
  }
  entries_ = std::move(entries);
}

std::optional<FeedJob> FeedSchedule::take(platform::SteadyTime now) {
  Entry* chosen = nullptr;
  for (auto& [owner, entry] : entries_) {
    if (entry.running || entry.due > now) continue;
    if (chosen == nullptr || entry.due < chosen->due) chosen = &entry;
  }
  if (chosen == nullptr) return std::nullopt;
  chosen->running = true;
  return chosen->job;
}

std::optional<platform::SteadyTime> FeedSchedule::next() const {
  std::optional<platform::SteadyTime> earliest;
  for (const auto& [owner, entry] : entries_) {
    if (!entry.running && (!earliest || entry.due < *earliest)) earliest = entry.due;
  }
  return earliest;
}

void FeedSchedule::done(const FeedReading& reading, platform::SteadyTime now) {
  const auto found = entries_.find(reading.source.owner);
  if (found == entries_.end() || found->second.job.source != reading.source) return;
  Entry& entry = found->second;
  entry.running = false;
  entry.due = after(now);
  if (reading.error) return;
  entry.job.etag = reading.etag;
  entry.job.last_modified = reading.last_modified;
  entry.job.known_window = reading.window;
}

void FeedSchedule::forget(const FeedOwner& owner) {
  const auto found = entries_.find(owner);
  if (found != entries_.end()) found->second.job.known_window = {};
}

platform::SteadyTime FeedSchedule::after(platform::SteadyTime now) {
  const auto tenth = interval_ / 10;
  const auto jitter = std::chrono::milliseconds{random_.below(static_cast<std::uint64_t>(2 * tenth.count() + 1))};
  return now + interval_ - tenth + jitter;
}

}  // namespace tandem::sync
