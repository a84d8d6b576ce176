#pragma once
// A feed that survives its readings: what was read stays, in a compact form, so that the next reading parses only what
// changed (flow "a feed becomes a free room": parse, expand, merge, for a feed that is read again and again).
// FeedIngest (feed_ingest.h) reads into it; a reading that breaks off leaves it as it was. One thread at a time.
//
// Memory for each stored event: kStoredEventBytes, its UID, and where it has them kStoredRuleBytes a rule,
// kStoredDateBytes an EXDATE, RDATE or RECURRENCE-ID; besides, 8 bytes for each moment of the window at which the
// number of events that hold it changes. tests/calendar/busy/stored_feed_test.cpp counts it.

#include <memory>
#include <string>

#include "calendar/busy/feed_busy.h"

namespace tandem::calendar {

// What a feed is read for.
struct FeedScope {
  Interval window;
  Zone zone;          // reads floating times and all-day dates where the feed has no X-WR-TIMEZONE
  std::string owner;  // as in calendar/ics/parse.h
  bool operator==(const FeedScope&) const = default;
};

// What the last reading had to do, in components and series of events.
struct ReadingWork {
  std::size_t scanned{0};   // components of the text
  std::size_t parsed{0};    // of them, those that were not there before
  std::size_t expanded{0};  // events of the series that were worked out anew
};

inline constexpr std::size_t kStoredEventBytes = 112;
inline constexpr std::size_t kStoredRuleBytes = 32;
inline constexpr std::size_t kStoredDateBytes = 16;

struct StoredFeedState;

class StoredFeed {
 public:
  StoredFeed();
  ~StoredFeed();
  StoredFeed(const StoredFeed&) = delete;
  StoredFeed& operator=(const StoredFeed&) = delete;

  // Before the first reading that took effect.
  [[nodiscard]] bool empty() const;
  // What the last reading that took effect gave, and what for.
  [[nodiscard]] const FeedBusy& known() const;
  [[nodiscard]] const FeedScope& scope() const;
  [[nodiscard]] const ReadingWork& work() const;

  // The same feed for another window or zone, without its text. Errors of expand(): then it is as before. Invalid when
  // it is empty, or for another owner, whose answers to invitations were not kept.
  [[nodiscard]] platform::Status move_to(const FeedScope& scope);

 private:
  friend class FeedIngest;
  std::unique_ptr<StoredFeedState> state_;
};

}  // namespace tandem::calendar
