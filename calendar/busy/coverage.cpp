#include "calendar/busy/coverage.h"

#include <algorithm>

#include "platform/base/check.h"

namespace tandem::calendar {
namespace {

// At `at` the number changes by `by`.
struct Turn {
  std::uint32_t at;
  std::int64_t by;
};

std::vector<Turn> turns_of(const std::vector<Interval>& intervals, const Interval& window, std::int64_t by) {
  const auto offset = [&window](Instant at) { return static_cast<std::uint32_t>((at - window.start).count()); };
  std::vector<Turn> turns;
  turns.reserve(2 * intervals.size());
  for (const Interval& interval : intervals) {
    const auto inside = intersection(interval, window);
    if (!inside) continue;
    turns.push_back({offset(inside->start), by});
    turns.push_back({offset(inside->end), -by});
  }
  std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.at < b.at; });
  return turns;
}

}  // namespace

void Coverage::add(const std::vector<Interval>& intervals) { TANDEM_CHECK(change(intervals, 1)); }

bool Coverage::remove(const std::vector<Interval>& intervals) { return change(intervals, -1); }

bool Coverage::change(const std::vector<Interval>& intervals, std::int64_t by) {
  const auto turns = turns_of(intervals, window_, by);
  std::vector<Step> changed;
  changed.reserve(steps_.size() + turns.size());
  auto step = steps_.begin();
  auto turn = turns.begin();
  std::int64_t before = 0;  // events of the old steps
  std::int64_t added = 0;
  while (step != steps_.end() || turn != turns.end()) {
    const std::uint32_t at = turn == turns.end() || (step != steps_.end() && step->at < turn->at) ? step->at : turn->at;
    if (step != steps_.end() && step->at == at) before = (step++)->events;
    for (; turn != turns.end() && turn->at == at; ++turn) added += turn->by;
    const std::int64_t events = before + added;
    if (events < 0) return false;
    const std::uint32_t last = changed.empty() ? 0 : changed.back().events;
    if (events != last) changed.push_back({at, static_cast<std::uint32_t>(events)});
  }
  changed.shrink_to_fit();  // most turns of many events fall together
  steps_ = std::move(changed);
  return true;
}

BusySet Coverage::busy() const {
  std::vector<Interval> busy;
  for (auto step = steps_.begin(); step != steps_.end(); ++step) {
    if (step->events == 0) continue;
    // Something ends what is held inside the window, so there is a next step.
    busy.push_back(
        {window_.start + std::chrono::seconds{step->at}, window_.start + std::chrono::seconds{std::next(step)->at}});
  }
  return BusySet(std::move(busy));
}

}  // namespace tandem::calendar
