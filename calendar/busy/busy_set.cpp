#include "calendar/busy/busy_set.h"

#include <algorithm>

namespace tandem::calendar {
namespace {

// Sorted, disjoint and not touching, from intervals sorted by start.
std::vector<Interval> joined(const std::vector<Interval>& sorted) {
  std::vector<Interval> out;
  out.reserve(sorted.size());
  for (const Interval& next : sorted) {
    if (next.empty()) continue;
    if (!out.empty() && next.start <= out.back().end) {
      out.back().end = std::max(out.back().end, next.end);
    } else {
      out.push_back(next);
    }
  }
  return out;
}

// The first interval that ends after `at`.
std::vector<Interval>::const_iterator first_ending_after(const std::vector<Interval>& intervals, Instant at) {
  return std::partition_point(intervals.begin(), intervals.end(),
                              [at](const Interval& interval) { return interval.end <= at; });
}

}  // namespace

BusySet::BusySet(std::vector<Interval> intervals) {
  std::sort(intervals.begin(), intervals.end());
  intervals_ = joined(intervals);
}

void BusySet::add(const Interval& interval) {
  if (interval.empty()) return;
  // Everything that overlaps or touches melts into one.
  const auto first = std::partition_point(intervals_.begin(), intervals_.end(),
                                          [&](const Interval& other) { return other.end < interval.start; });
  const auto last =
      std::partition_point(first, intervals_.end(), [&](const Interval& other) { return other.start <= interval.end; });
  if (first == last) {
    intervals_.insert(first, interval);
    return;
  }
  *first = {std::min(first->start, interval.start), std::max(std::prev(last)->end, interval.end)};
  intervals_.erase(std::next(first), last);
}

bool BusySet::overlaps(const Interval& interval) const {
  const auto next = first_ending_after(intervals_, interval.start);
  return next != intervals_.end() && calendar::overlaps(*next, interval);
}

std::optional<Interval> BusySet::at_or_after(Instant at) const {
  const auto next = first_ending_after(intervals_, at);
  if (next == intervals_.end()) return std::nullopt;
  return *next;
}

std::span<const Interval> BusySet::overlapping(const Interval& window) const {
  if (window.empty()) return {};
  const auto first = first_ending_after(intervals_, window.start);
  const auto last = std::partition_point(first, intervals_.end(),
                                         [&](const Interval& interval) { return interval.start < window.end; });
  return {first, last};
}

BusySet BusySet::united(const BusySet& other) const {
  std::vector<Interval> all;
  all.reserve(intervals_.size() + other.intervals_.size());
  std::merge(intervals_.begin(), intervals_.end(), other.intervals_.begin(), other.intervals_.end(),
             std::back_inserter(all));
  BusySet result;
  result.intervals_ = joined(all);
  return result;
}

BusySet BusySet::intersected(const BusySet& other) const {
  BusySet result;
  auto mine = intervals_.begin();
  auto theirs = other.intervals_.begin();
  while (mine != intervals_.end() && theirs != other.intervals_.end()) {
    if (const auto common = intersection(*mine, *theirs)) result.intervals_.push_back(*common);
    (mine->end < theirs->end ? mine : theirs)++;
  }
  return result;
}

BusySet BusySet::without(const BusySet& other) const {
  if (intervals_.empty()) return {};
  return intersected(other.free_within({intervals_.front().start, intervals_.back().end}));
}

BusySet BusySet::within(const Interval& window) const {
  BusySet result;
  for (auto it = first_ending_after(intervals_, window.start); it != intervals_.end() && it->start < window.end; ++it) {
    if (const auto part = intersection(*it, window)) result.intervals_.push_back(*part);
  }
  return result;
}

BusySet BusySet::free_within(const Interval& window) const {
  BusySet result;
  Instant free_from = window.start;
  for (auto it = first_ending_after(intervals_, window.start); it != intervals_.end() && it->start < window.end; ++it) {
    if (free_from < it->start) result.intervals_.push_back({free_from, it->start});
    free_from = it->end;
  }
  if (free_from < window.end) result.intervals_.push_back({free_from, window.end});
  return result;
}

}  // namespace tandem::calendar
