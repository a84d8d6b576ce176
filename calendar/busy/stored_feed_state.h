#pragma once
// What a StoredFeed holds. Internal to calendar/busy.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "calendar/busy/coverage.h"
#include "calendar/busy/stored_feed.h"
#include "calendar/ics/fingerprint.h"
#include "calendar/ics/packed_event.h"
#include "calendar/recurrence/feed_expander.h"

namespace tandem::calendar {

// The bytes an event had when it was read last, but for the value of its DTSTAMP: the same bytes are not even cut into
// lines. Size 0 when they are not known.
struct RawMark {
  std::uint64_t hash{0};
  std::uint16_t size{0};
  std::uint16_t lines{0};
  std::uint16_t stamp_offset{0};
};

struct StoredEvent {
  Fingerprint fingerprint;
  RawMark raw;
  std::uint64_t series{0};  // hash of its UID; two UIDs that share one are expanded together and told apart there
  Instant stamp;
  PackedEvent packed;  // null for what holds nobody: skipped with a problem, or one of our own bookings
  std::int32_t sequence{0};
  std::uint32_t line : 30 {0};
  std::uint32_t shares_series : 1 {0};  // with other events: which is the newest may depend on stamps and order
  std::uint32_t has_problem : 1 {0};    // in StoredFeedState::problems
};

// A component that is no event: a zone, free/busy periods.
struct StoredPart {
  Fingerprint fingerprint;
  std::size_t line{0};
  std::shared_ptr<const Feed> read;
};

// About one event, by the low half of its fingerprint; the line is the event's.
struct StoredProblem {
  bool of_expansion{false};
  FeedProblem problem;
};
using StoredProblems = std::unordered_multimap<std::uint64_t, StoredProblem>;
// More are not remembered; kMaxFeedProblems are shown.
inline constexpr std::size_t kMaxStoredProblems = 10 * kMaxFeedProblems;

struct ExpansionTotals {
  std::size_t steps{0};
  std::size_t occurrences{0};
};

// Everything of the feed but its events, and what it says by itself.
struct StoredFrame {
  std::vector<StoredPart> parts;
  std::string default_tzid;
  BusySet busy;  // free/busy periods
  std::vector<FeedProblem> problems;
};

// The clocks of the feed and what its events hold on them.
struct StoredExpansion {
  std::unique_ptr<const Feed> zones;  // nothing but zones; the expander looks at it
  std::unique_ptr<FeedExpander> expander;
  Coverage coverage;
  ExpansionTotals totals;
};

struct StoredFeedState {
  bool read{false};
  bool whole{false};  // with its END:VCALENDAR
  FeedScope scope;
  std::vector<StoredEvent> events;  // in the order of the feed
  StoredFrame frame;
  StoredExpansion expansion;
  StoredProblems problems;
  FeedBusy known;
  ReadingWork work;
};

}  // namespace tandem::calendar
