#include "calendar/recurrence/times_of_day.h"

#include <algorithm>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

std::vector<int> sorted_or(std::vector<int> values, std::int64_t fallback) {
  if (values.empty()) return {static_cast<int>(fallback)};
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

// RFC 5545 section 3.3.12: without leap seconds, second 60 is read as 59.
std::vector<int> without_leap_second(std::vector<int> values) {
  for (int& value : values) value = std::min(value, 59);
  return values;
}

}  // namespace

TimesOfDay::TimesOfDay(const RecurrenceRule& rule, seconds start, bool all_day) : hours_{0}, minutes_{0}, seconds_{0} {
  const hh_mm_ss time{start};
  if (all_day) return;
  // What is not shorter than a period says which periods there are, not what is in one (hour_cycle.h).
  if (rule.frequency > Frequency::Hourly) hours_ = sorted_or(rule.by_hour, time.hours().count());
  if (rule.frequency > Frequency::Minutely) minutes_ = sorted_or(rule.by_minute, time.minutes().count());
  if (rule.frequency > Frequency::Secondly) {
    seconds_ = sorted_or(without_leap_second(rule.by_second), time.seconds().count());
  }
}

seconds TimesOfDay::at(std::size_t index) const {
  const std::size_t second = index % seconds_.size();
  const std::size_t minute = index / seconds_.size() % minutes_.size();
  const std::size_t hour = index / seconds_.size() / minutes_.size();
  return hours{hours_[hour]} + minutes{minutes_[minute]} + seconds{seconds_[second]};
}

std::size_t TimesOfDay::count_before(seconds offset) const {
  if (offset <= seconds{0}) return 0;
  const auto place = [](const std::vector<int>& values, std::int64_t wanted) {
    const auto at = std::lower_bound(values.begin(), values.end(), wanted);
    return std::pair{static_cast<std::size_t>(at - values.begin()), at != values.end() && *at == wanted};
  };
  const auto [hour, same_hour] = place(hours_, floor<hours>(offset).count());
  const std::size_t before = hour * minutes_.size() * seconds_.size();
  if (!same_hour) return before;
  const auto [minute, same_minute] = place(minutes_, (floor<minutes>(offset) - floor<hours>(offset)).count());
  if (!same_minute) return before + minute * seconds_.size();
  return before + minute * seconds_.size() + place(seconds_, (offset - floor<minutes>(offset)).count()).first;
}

}  // namespace tandem::calendar
