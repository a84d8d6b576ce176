#include "sync/feeds/read_feed.h"

#include "calendar/busy/feed_ingest.h"
#include "platform/base/log.h"

namespace tandem::sync {
namespace {

void log_problems(const FeedJob& job, const std::vector<calendar::FeedProblem>& problems) {
  if (problems.empty()) return;
  platform::log_warning("feeds", name_of(job.source.owner) + ": " + std::to_string(problems.size()) +
                                     " events skipped or guessed, the first: " + calendar::text_of(problems.front()));
}

std::string words_of(const platform::Error& error) {
  return std::string(platform::name_of(error.kind)) + ": " + error.message;
}

platform::Status take_busy(const FeedJob& job, const calendar::FeedBusy& known, FeedReading& reading) {
  if (known.busy.intervals().size() > kMaxBusyIntervals) {
    return platform::fail(platform::ErrorKind::TooLarge,
                          "more than " + std::to_string(kMaxBusyIntervals) + " busy times");
  }
  log_problems(job, known.problems);
  reading.busy = known.busy;
  return {};
}

platform::Status read_into(const FeedJob& job, const HttpGetter& get, FeedReading& reading) {
  const auto stored = job.stored ? job.stored : std::make_shared<calendar::StoredFeed>();
  const calendar::FeedScope scope{reading.window, job.zone, job.owner_address};
  const bool told = job.known_window == reading.window;  // what is known is what the core knows
  const bool known = !stored->empty() && stored->scope().owner == scope.owner;
  calendar::FeedIngest ingest(*stored, scope);
  const auto fetched = fetch(job, told || known, get, [&](std::string_view bytes) { return ingest.push(bytes); });
  if (!fetched) return tl::unexpected(fetched.error());
  if (fetched->not_modified) {
    reading.etag = job.etag;
    reading.last_modified = job.last_modified;
    if (told) return {};
    if (auto moved = stored->move_to(scope); !moved) return moved;
  } else {
    reading.etag = fetched->etag;
    reading.last_modified = fetched->last_modified;
    if (auto finished = ingest.finish(); !finished) return finished;
  }
  return take_busy(job, stored->known(), reading);
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
  if (const auto read = read_into(job, get, reading); !read) reading.error = words_of(read.error());
  return reading;
}

}  // namespace tandem::sync
