#pragma once
// Instants and intervals. An Instant is a UTC second; an Interval is [start, end), so two that touch do not overlap.
// Zones appear only at the edges (zone.h). Pure values, any thread.
//
//   a      [-----)
//   b            [-----)     touches a, does not overlap it

#include <chrono>
#include <compare>
#include <optional>

namespace tandem::calendar {

using Instant = std::chrono::sys_seconds;

struct Interval {
  Instant start;
  Instant end;

  [[nodiscard]] bool empty() const { return end <= start; }
  [[nodiscard]] std::chrono::seconds length() const { return empty() ? std::chrono::seconds{0} : end - start; }
  [[nodiscard]] bool contains(Instant at) const { return start <= at && at < end; }
  [[nodiscard]] bool contains(const Interval& other) const { return start <= other.start && other.end <= end; }
  auto operator<=>(const Interval&) const = default;
};

// The same with `by` more before its start and after its end.
[[nodiscard]] inline Interval widened(const Interval& interval, std::chrono::seconds by) {
  return {interval.start - by, interval.end + by};
}

// An empty interval overlaps nothing.
[[nodiscard]] bool overlaps(const Interval& a, const Interval& b);
// What both have; nullopt when they only touch or are apart.
[[nodiscard]] std::optional<Interval> intersection(const Interval& a, const Interval& b);

}  // namespace tandem::calendar
