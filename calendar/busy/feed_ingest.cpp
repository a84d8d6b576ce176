#include "calendar/busy/feed_ingest.h"

#include "calendar/busy/feed_commit.h"

namespace tandem::calendar {

using platform::ErrorKind;
using platform::fail;
using platform::Status;

class FeedIngest::Reading {
 public:
  Reading(StoredFeedState& stored, FeedScope scope)
      : stored_(stored), scope_(std::move(scope)), scanner_(stored, scope_.owner), cutter_(scanner_) {}

  Status push(std::string_view bytes) {
    // Between two pieces the limits are looked at.
    constexpr std::size_t kPieceBytes = std::size_t{64} * 1024;
    bytes_ += bytes.size();
    if (bytes_ > kMaxFeedBytes) {
      return fail(ErrorKind::TooLarge, "the calendar has more than " + std::to_string(kMaxFeedBytes) + " bytes");
    }
    while (!bytes.empty()) {
      cutter_.push(bytes.substr(0, kPieceBytes));
      bytes.remove_prefix(std::min(bytes.size(), kPieceBytes));
      if (auto within = scanner_.within_limits(); !within) return within;
    }
    return {};
  }

  Status finish() {
    cutter_.finish();
    if (auto within = scanner_.within_limits(); !within) return within;
    if (!cutter_.saw_calendar()) {
      return fail(ErrorKind::Invalid, "this is no calendar: it begins with \"" + cutter_.beginning() + "\"");
    }
    const bool closed = cutter_.calendar_closed();
    if (!closed && stored_.whole) {
      return fail(ErrorKind::Invalid, "the feed is cut off: it has no END:VCALENDAR; what was read before holds");
    }
    return commit(stored_, scanner_.scan(), scope_, {closed, cutter_.default_tzid()});
  }

 private:
  StoredFeedState& stored_;
  FeedScope scope_;
  FeedScanner scanner_;
  ComponentCutter cutter_;
  std::size_t bytes_{0};
};

FeedIngest::FeedIngest(StoredFeed& feed, FeedScope scope)
    : reading_(std::make_unique<Reading>(*feed.state_, std::move(scope))) {}
FeedIngest::~FeedIngest() = default;

Status FeedIngest::push(std::string_view bytes) { return reading_->push(bytes); }
Status FeedIngest::finish() { return reading_->finish(); }

}  // namespace tandem::calendar
