#pragma once
// How many events hold each moment of a window, so that one of them can be taken away again without looking at the
// others: a step function over time, without steps that change nothing. Value type, any thread.
//
//   two events   [-------)          steps   1 from here, 2, 1, 0        busy   [-----------)
//                    [-------)

#include <cstdint>
#include <vector>

#include "calendar/busy/busy_set.h"
#include "calendar/time/instant.h"

namespace tandem::calendar {

class Coverage {
 public:
  Coverage() = default;
  // At most kMaxExpansionWindow (calendar/recurrence/expand.h) long: times are kept as 32 bits of seconds.
  explicit Coverage(const Interval& window) : window_(window) {}

  // One pass over the steps for all of them. Parts outside of the window do not count.
  void add(const std::vector<Interval>& intervals);
  // What was added before; false, and nothing is changed, when it was not.
  [[nodiscard]] bool remove(const std::vector<Interval>& intervals);

  // Where at least one event holds.
  [[nodiscard]] BusySet busy() const;
  [[nodiscard]] std::size_t steps() const { return steps_.size(); }

  bool operator==(const Coverage&) const = default;

 private:
  // From `at` on, in seconds of the window, so many.
  struct Step {
    std::uint32_t at{0};
    std::uint32_t events{0};
    bool operator==(const Step&) const = default;
  };
  [[nodiscard]] bool change(const std::vector<Interval>& intervals, std::int64_t by);

  Interval window_;
  std::vector<Step> steps_;
};

}  // namespace tandem::calendar
