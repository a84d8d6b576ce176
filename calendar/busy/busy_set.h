#pragma once
// When somebody or something is busy: intervals, sorted, disjoint, none empty, none touching (touching ones are
// joined). Every operation keeps that. Value type, any thread.
//
//   add      [---)  +    [---)   =  [-----)          (overlapping or touching)
//   free     window |-----------|, busy  [---)       =  |--[   )-----|  its complement

#include <optional>
#include <span>
#include <vector>

#include "calendar/time/instant.h"

namespace tandem::calendar {

class BusySet {
 public:
  BusySet() = default;
  // Any order, overlapping and empty ones allowed.
  explicit BusySet(std::vector<Interval> intervals);

  void add(const Interval& interval);

  [[nodiscard]] const std::vector<Interval>& intervals() const { return intervals_; }
  [[nodiscard]] bool empty() const { return intervals_.empty(); }
  [[nodiscard]] bool overlaps(const Interval& interval) const;
  // The first busy interval that ends after `at`: what one is in, or the next one.
  [[nodiscard]] std::optional<Interval> at_or_after(Instant at) const;

  // Those that overlap `window`, whole; a view of this set.
  [[nodiscard]] std::span<const Interval> overlapping(const Interval& window) const;

  [[nodiscard]] BusySet united(const BusySet& other) const;
  [[nodiscard]] BusySet intersected(const BusySet& other) const;
  [[nodiscard]] BusySet without(const BusySet& other) const;
  [[nodiscard]] BusySet within(const Interval& window) const;
  // The complement inside `window`.
  [[nodiscard]] BusySet free_within(const Interval& window) const;

  bool operator==(const BusySet&) const = default;

 private:
  std::vector<Interval> intervals_;
};

}  // namespace tandem::calendar
