#include "calendar/recurrence/start_list.h"

#include <algorithm>

#include "calendar/recurrence/rule_days.h"

namespace tandem::calendar {

using std::chrono::days;
using std::chrono::seconds;

StartList::StartList(const RuleRun& run, const TimesOfDay& times, WorkBudget& budget)
    : run_(run),
      times_(times),
      budget_(budget),
      positions_(run.rule.by_set_position),
      stop_(std::min({run.last.value_or(run.to), run.to, LocalTime{kLastRuleDay} + days{1} - seconds{1}})),
      last_(run.start - seconds{1}) {
  if (run.rule.count && *run.rule.count == 0) state_ = State::Done;
}

std::optional<std::int64_t> StartList::still_counted() const {
  if (!run_.rule.count) return std::nullopt;
  return *run_.rule.count - counted_;
}

std::int64_t StartList::starts_of(std::size_t bases) {
  return static_cast<std::int64_t>(positions_.count_of(bases * times_.size()));
}

void StartList::take_set(const std::vector<LocalTime>& bases) {
  if (positions_.all()) return take_all(bases);
  for (const std::size_t index : positions_.of(bases.size() * times_.size())) {
    if (state_ != State::Going) return;
    take(candidate(bases, index));
  }
}

// What is before DTSTART or the window is counted, not looked at.
void StartList::take_all(const std::vector<LocalTime>& bases) {
  std::size_t index = count_before(bases, *last_ + seconds{1});
  const std::size_t wanted = count_before(bases, run_.from);
  if (wanted > index) {
    const auto passed = static_cast<std::int64_t>(wanted - index);
    if (const auto left = still_counted(); left && *left <= passed) {
      state_ = State::Done;
      return;
    }
    counted_ += passed;
    index = wanted;
  }
  for (const std::size_t size = bases.size() * times_.size(); index < size && state_ == State::Going; ++index) {
    take(candidate(bases, index));
  }
}

std::size_t StartList::count_before(const std::vector<LocalTime>& bases, LocalTime time) const {
  const auto next = std::upper_bound(bases.begin(), bases.end(), time);
  if (next == bases.begin()) return 0;
  const auto base = std::prev(next);
  return static_cast<std::size_t>(base - bases.begin()) * times_.size() + times_.count_before(time - *base);
}

void StartList::take(LocalTime candidate) {
  if (state_ != State::Going || !is_new(candidate)) return;
  if (candidate > stop_) {
    state_ = State::Done;
    return;
  }
  if (!budget_.spend()) {
    state_ = State::TooMany;
    return;
  }
  last_ = candidate;
  ++counted_;
  if (candidate >= run_.from) out_.push_back(candidate);
  const bool all_counted = run_.rule.count && counted_ >= *run_.rule.count;
  if (all_counted || (run_.limit && out_.size() >= *run_.limit)) state_ = State::Done;
  if (out_.size() > kMaxOccurrencesPerEvent) state_ = State::TooMany;
}

}  // namespace tandem::calendar
