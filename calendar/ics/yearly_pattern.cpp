#include "calendar/ics/yearly_pattern.h"

#include <algorithm>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

constexpr int kWeek = 7;

struct Onset {
  year_month_day date;
  weekday day;
  seconds time_of_day;

  explicit Onset(LocalTime at) : date(floor<days>(at)), day(floor<days>(at)), time_of_day(at - floor<days>(at)) {}
  [[nodiscard]] int day_of_month() const { return static_cast<int>(static_cast<unsigned>(date.day())); }
  [[nodiscard]] bool in_last_week() const {
    const auto last = (date.year() / date.month() / std::chrono::last).day();
    return day_of_month() + kWeek > static_cast<int>(static_cast<unsigned>(last));
  }
};

RecurrenceRule every_year_in(month month) {
  RecurrenceRule rule;
  rule.frequency = Frequency::Yearly;
  rule.by_month = {static_cast<int>(static_cast<unsigned>(month))};
  return rule;
}

// What stays the same from year to year whatever the pattern is.
bool next_in_line(const Onset& first, const Onset& next, std::size_t years_later) {
  return next.date.month() == first.date.month() && next.time_of_day == first.time_of_day &&
         next.date.year() == first.date.year() + years{static_cast<int>(years_later)};
}

template <class Fits>
std::size_t count_while(std::span<const LocalTime> onsets, const Fits& fits) {
  const Onset first(onsets.front());
  std::size_t length = 0;
  while (length < onsets.size()) {
    const Onset next(onsets[length]);
    if (!next_in_line(first, next, length) || !fits(next)) break;
    ++length;
  }
  return length;
}

YearlyRun on_last_weekday(std::span<const LocalTime> onsets) {
  const Onset first(onsets.front());
  YearlyRun run{0, every_year_in(first.date.month())};
  run.rule.by_day = {{first.day, -1}};
  run.length = count_while(onsets, [&](const Onset& next) { return next.day == first.day && next.in_last_week(); });
  return run;
}

YearlyRun on_nth_weekday(std::span<const LocalTime> onsets) {
  const Onset first(onsets.front());
  const int nth = (first.day_of_month() - 1) / kWeek + 1;
  YearlyRun run{0, every_year_in(first.date.month())};
  run.rule.by_day = {{first.day, nth}};
  run.length = count_while(
      onsets, [&](const Onset& next) { return next.day == first.day && (next.day_of_month() - 1) / kWeek + 1 == nth; });
  return run;
}

YearlyRun on_day_of_month(std::span<const LocalTime> onsets) {
  const Onset first(onsets.front());
  YearlyRun run{0, every_year_in(first.date.month())};
  run.rule.by_month_day = {first.day_of_month()};
  run.length = count_while(onsets, [&](const Onset& next) { return next.date.day() == first.date.day(); });
  return run;
}

// "The Friday on or after the 23rd": the days of the month lie within a week that is not one of the month's own.
YearlyRun on_weekday_of_some_week(std::span<const LocalTime> onsets) {
  const Onset first(onsets.front());
  int earliest = first.day_of_month();
  int latest = earliest;
  YearlyRun run{0, every_year_in(first.date.month())};
  run.length = count_while(onsets, [&](const Onset& next) {
    const int low = std::min(earliest, next.day_of_month());
    const int high = std::max(latest, next.day_of_month());
    if (next.day != first.day || high - low >= kWeek) return false;
    earliest = low;
    latest = high;
    return true;
  });
  // Over the years all seven days come up; where fewer were seen, the latest one ends the week.
  const int from = std::max(1, latest - kWeek + 1);
  run.rule.by_day = {{first.day, 0}};
  for (int day = from; day < from + kWeek; ++day) run.rule.by_month_day.push_back(day);
  return run;
}

}  // namespace

YearlyRun longest_run(std::span<const LocalTime> onsets) {
  // In the order of how many programs understand them.
  YearlyRun best = on_last_weekday(onsets);
  for (const auto& pattern : {on_nth_weekday, on_day_of_month, on_weekday_of_some_week}) {
    YearlyRun run = pattern(onsets);
    if (run.length > best.length) best = std::move(run);
  }
  return best;
}

}  // namespace tandem::calendar
