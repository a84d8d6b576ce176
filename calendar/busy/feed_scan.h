#pragma once
// The first half of a reading: each component is found among what is stored, or parsed and packed. Nothing stored is
// changed. Internal to calendar/busy.

#include <unordered_map>
#include <vector>

#include "calendar/busy/expand_stored.h"
#include "calendar/busy/stored_feed_state.h"
#include "calendar/ics/component_cutter.h"

namespace tandem::calendar {

// An event of the reading: one that is stored, or one of FeedScan::fresh.
struct SeenEvent {
  static constexpr std::uint32_t kFresh = 1U << 31U;
  std::uint32_t which{0};  // its place there, with kFresh for fresh ones
  std::uint32_t line{0};
  Instant stamp;
  [[nodiscard]] bool is_fresh() const { return (which & kFresh) != 0; }
  [[nodiscard]] std::uint32_t place() const { return which & ~kFresh; }
};

struct FeedScan {
  std::vector<SeenEvent> seen;  // in the order of the text
  std::vector<StoredEvent> fresh;
  std::vector<std::pair<std::uint32_t, RawMark>> raw;  // of stored events that came in other bytes, by place
  std::vector<bool> kept;                              // by place among the stored: it was seen again
  std::vector<PlacedProblem> problems;                 // of fresh events, by place in `seen`
  std::vector<StoredPart> parts;
  bool reordered{false};  // stored events have other stamps, or another order
  std::size_t zones{0};
  std::size_t working_hours{0};
  ReadingWork work;
};

class FeedScanner final : public ComponentSink {
 public:
  // `stored` must outlive it. Owner as in calendar/ics/parse.h.
  FeedScanner(const StoredFeedState& stored, std::string owner);

  void take(const Component& component) override;
  [[nodiscard]] KnownBytes skip(std::string_view rest, std::size_t line) override;
  [[nodiscard]] platform::Status within_limits() const;
  [[nodiscard]] FeedScan& scan() { return scan_; }

 private:
  [[nodiscard]] RawMark mark_of(const RawComponent& raw) const;
  void see(std::uint32_t place, std::size_t line, Instant stamp);
  void take_event(const Component& component, const Fingerprint& fingerprint);
  void take_part(const Component& component, Fingerprint fingerprint);
  void read_event(const Component& component, const Fingerprint& fingerprint);
  [[nodiscard]] std::optional<std::uint32_t> find(const Fingerprint& fingerprint);
  [[nodiscard]] std::optional<std::uint32_t> find_near(const Fingerprint& fingerprint) const;
  [[nodiscard]] std::optional<std::uint32_t> find_anywhere(const Fingerprint& fingerprint);

  struct LowHalf {
    std::size_t operator()(const Fingerprint& value) const { return value.low; }
  };

  const StoredFeedState& stored_;
  std::string owner_;
  std::uint64_t seed_;
  FeedScan scan_;
  Feed read_;  // one component at a time
  std::uint32_t expected_{0};
  std::size_t misses_{0};
  std::unordered_multimap<Fingerprint, std::uint32_t, LowHalf> index_;  // of what is stored, once it is needed
  bool indexed_{false};
};

}  // namespace tandem::calendar
