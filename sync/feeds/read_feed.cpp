#include "sync/feeds/read_feed.h"

#include "calendar/busy/feed_busy.h"
#include "platform/base/log.h"

namespace tandem::sync {
namespace {

void log_problems(const FeedJob& job, const std::vector<calendar::FeedProblem>& problems) {
  if (problems.empty()) return;
  platform::log_warning("feeds", name_of(job.source.owner) + ": " + std::to_string(problems.size()) +
                                     " events skipped or guessed, the first: " + calendar::text_of(problems.front()));
}

}  // namespace

calendar::Interval feed_window(calendar::Instant now, std::chrono::days horizon) {
  const calendar::Instant start = std::chrono::floor<std::chrono::days>(now) - std::chrono::days{1};
  return {start, start + horizon + std::chrono::days{2}};
}

FeedReading read_feed(const FeedJob& job, calendar::Instant now, std::chrono::days horizon, const HttpGetter& get) {
  FeedReading reading;
  reading.source = job.source;
  reading.at = now;
  reading.window = feed_window(now, horizon);
  auto fetched = fetch(job, job.known_window == reading.window, get);
  if (!fetched) {
    reading.error = std::string(platform::name_of(fetched.error().kind)) + ": " + fetched.error().message;
    return reading;
  }
  reading.etag = fetched->not_modified ? job.etag : fetched->etag;
  reading.last_modified = fetched->not_modified ? job.last_modified : fetched->last_modified;
  if (fetched->not_modified) return reading;
  auto read = calendar::busy_of_feed(fetched->body, reading.window, job.zone);
  if (!read) {
    reading.error = read.error().message;
  } else if (read->busy.intervals().size() > kMaxBusyIntervals) {
    reading.error = "more than " + std::to_string(kMaxBusyIntervals) + " busy times";
  } else {
    log_problems(job, read->problems);
    reading.busy = std::move(read->busy);
  }
  return reading;
}

}  // namespace tandem::sync
