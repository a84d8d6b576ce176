#include "calendar/recurrence/hour_cycle.h"

#include <algorithm>
#include <bitset>
#include <numeric>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

// Looking at a period of a cycle costs a small part of a step.
constexpr std::int64_t kPeriodsPerStep = 8;

std::int64_t seconds_of(Frequency frequency) {
  if (frequency == Frequency::Hourly) return 3600;
  return frequency == Frequency::Minutely ? 60 : 1;
}

std::int64_t floor_division(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

// The shortest time after which the clock hands that the rule looks at stand the same.
std::int64_t seconds_of_cycle(const RecurrenceRule& rule) {
  if (!rule.by_hour.empty()) return 86'400;
  if (rule.frequency <= Frequency::Minutely && !rule.by_minute.empty()) return 3600;
  return rule.frequency == Frequency::Secondly && !rule.by_second.empty() ? 60 : 1;
}

// What of a time of day the rule looks at.
class HandFilter {
 public:
  explicit HandFilter(const RecurrenceRule& rule) {
    take(rule.by_hour, hours_);
    if (rule.frequency <= Frequency::Minutely) take(rule.by_minute, minutes_);
    if (rule.frequency == Frequency::Secondly) take(rule.by_second, seconds_);
    if (rule.frequency > Frequency::Minutely) minutes_.set();
    if (rule.frequency > Frequency::Secondly) seconds_.set();
  }
  [[nodiscard]] bool allows(std::int64_t second) const {
    return hours_.test(static_cast<std::size_t>(second / 3600)) &&
           minutes_.test(static_cast<std::size_t>(second / 60 % 60)) &&
           seconds_.test(static_cast<std::size_t>(second % 60));
  }

 private:
  using Hands = std::bitset<60>;
  // Second 60 is read as 59 (times_of_day.cpp).
  static void take(const std::vector<int>& values, Hands& hands) {
    if (values.empty()) hands.set();
    for (const int value : values) hands.set(static_cast<std::size_t>(std::min(value, 59)));
  }

  Hands hours_, minutes_, seconds_;
};

}  // namespace

HourCycle::HourCycle(const RecurrenceRule& rule, LocalTime start, WorkBudget& budget)
    : interval_(rule.interval),
      unit_(seconds_of(rule.frequency)),
      first_(floor_division(start.time_since_epoch().count(), unit_)) {
  const std::int64_t periods = std::max(std::int64_t{1}, seconds_of_cycle(rule) / unit_);
  const std::int64_t step = interval_ % periods;
  length_ = periods / std::gcd(step, periods);
  if (!budget.spend(static_cast<std::size_t>(length_ / kPeriodsPerStep))) return;
  const HandFilter filter(rule);
  std::int64_t place = ((first_ % periods) + periods) % periods;
  for (std::int64_t period = 0; period < length_; ++period) {
    if (periods == 1 || filter.allows(place * unit_)) allowed_.push_back(period);
    place += step;
    if (place >= periods) place -= periods;
  }
}

LocalTime HourCycle::at(std::int64_t index) const {
  const auto count = static_cast<std::int64_t>(allowed_.size());
  const std::int64_t period = index / count * length_ + allowed_[static_cast<std::size_t>(index % count)];
  return LocalTime{seconds{(first_ + period * interval_) * unit_}};
}

std::int64_t HourCycle::first_from(LocalTime time) const {
  const std::int64_t away = floor_division(time.time_since_epoch().count(), unit_) - first_;
  if (away <= 0) return 0;
  const std::int64_t period = (away - 1) / interval_ + 1;
  const auto place = std::lower_bound(allowed_.begin(), allowed_.end(), period % length_);
  return period / length_ * static_cast<std::int64_t>(allowed_.size()) + (place - allowed_.begin());
}

}  // namespace tandem::calendar
