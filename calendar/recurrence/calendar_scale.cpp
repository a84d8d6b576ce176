#include "calendar/recurrence/calendar_scale.h"

#include <unicode/ucal.h>
#include <unicode/uenum.h>

#include <algorithm>

namespace tandem::calendar {
namespace {

using namespace std::chrono;
using platform::ErrorKind;
using platform::fail;

constexpr std::size_t kStepsPerYear = 500;
// Chinese months are found by where the sun and the moon are: a millisecond a year. Those of Umm al-Qura are a table.
constexpr std::size_t kStepsPerAstronomicalYear = 30'000;
constexpr std::size_t kStepsPerTableYear = 6'000;
constexpr int kMostMonths = 14;
constexpr int kMostDays = 33;

class GregorianScale final : public CalendarScale {
 public:
  explicit GregorianScale(WorkBudget& budget) : CalendarScale(budget, 1) {}

 private:
  std::int64_t number_of(LocalDate date) override { return int{year_month_day{date}.year()}; }

  std::vector<ScaleMonth> months_of(std::int64_t number) override {
    std::vector<ScaleMonth> months;
    const std::chrono::year in{static_cast<int>(number)};
    for (unsigned month = 1; month <= 12; ++month) {
      const LocalDate end = local_days{in / std::chrono::month{month} / last} + days{1};
      months.push_back({static_cast<int>(month), false, local_days{in / std::chrono::month{month} / 1}, end});
    }
    return months;
  }
};

struct CloseCalendar {
  void operator()(UCalendar* calendar) const { ucal_close(calendar); }
};
using OwnedCalendar = std::unique_ptr<UCalendar, CloseCalendar>;

class IcuScale final : public CalendarScale {
 public:
  IcuScale(OwnedCalendar calendar, std::string_view name, WorkBudget& budget)
      : CalendarScale(budget, steps_of(name)), calendar_(std::move(calendar)), hebrew_(name == "hebrew") {}

 private:
  static std::size_t steps_of(std::string_view name) {
    if (name == "chinese" || name == "dangi") return kStepsPerAstronomicalYear;
    return name == "islamic-umalqura" ? kStepsPerTableYear : kStepsPerYear;
  }

  int field(UCalendarDateFields which) { return ucal_get(calendar_.get(), which, &status_); }
  void go_to(LocalDate date) {
    const milliseconds since{date.time_since_epoch()};
    ucal_setMillis(calendar_.get(), static_cast<UDate>(since.count()), &status_);
  }

  std::int64_t number_of(LocalDate date) override {
    go_to(date);
    return field(UCAL_EXTENDED_YEAR);
  }

  LocalDate first_day(std::int64_t year) {
    ucal_clear(calendar_.get());
    ucal_set(calendar_.get(), UCAL_EXTENDED_YEAR, static_cast<int32_t>(year));
    ucal_set(calendar_.get(), UCAL_MONTH, 0);
    ucal_set(calendar_.get(), UCAL_DATE, 1);
    const auto since = static_cast<std::int64_t>(ucal_getMillis(calendar_.get(), &status_));
    return floor<days>(std::chrono::local_time<milliseconds>{milliseconds{since}});
  }

  // ICU numbers Hebrew months with a place for Adar I, the leap month after the fifth, in every year.
  ScaleMonth month_from(LocalDate first) {
    const int place = field(UCAL_MONTH);
    if (!hebrew_) return {place + 1, field(UCAL_IS_LEAP_MONTH) == 1, first, first};
    constexpr int kAdarOne = 5;
    return {place < kAdarOne ? place + 1 : place, place == kAdarOne, first, first};
  }

  std::vector<ScaleMonth> months_of(std::int64_t year) override {
    std::vector<ScaleMonth> months;
    LocalDate at = first_day(year);
    for (go_to(at); field(UCAL_EXTENDED_YEAR) == year && months.size() < kMostMonths;) {
      ScaleMonth month = month_from(at);
      const LocalDate longest = at + days{kMostDays};
      at += length_at_least();
      for (go_to(at); field(UCAL_DATE) != 1 && at < longest; go_to(at)) at += days{1};
      month.end = at;
      months.push_back(month);
    }
    if (U_FAILURE(status_)) months.clear();
    return months;
  }

  // Of the month that the calendar is in. The days behind it are tried one by one, which is cheaper than to ask for
  // the end of a month of the moon; only where a month may be much shorter than the others it is asked for.
  days length_at_least() {
    constexpr int kFourWeeks = 28;
    const auto limit = [this](UCalendarLimitType type) {
      return ucal_getLimit(calendar_.get(), UCAL_DATE, type, &status_);
    };
    const int least = limit(UCAL_LEAST_MAXIMUM);
    return days{std::clamp(least < kFourWeeks ? limit(UCAL_ACTUAL_MAXIMUM) : least, 1, kMostDays)};
  }

  OwnedCalendar calendar_;
  bool hebrew_;
  UErrorCode status_{U_ZERO_ERROR};
};

// ICU takes an unknown calendar for the Gregorian one without a word.
bool is_known(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration* names = ucal_getKeywordValuesForLocale("calendar", "und", 0, &status);
  bool found = false;
  while (const char* known = uenum_next(names, nullptr, &status)) found = found || name == known;
  uenum_close(names);
  return found && U_SUCCESS(status);
}

std::string icu_name(const std::string& name) {
  std::string small(name);
  for (char& letter : small) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  if (small == "islamicc") return "islamic-civil";
  if (small == "ethioaa") return "ethiopic-amete-alem";
  return small;
}

}  // namespace

const ScaleYear* CalendarScale::year(std::int64_t number) {
  const auto known = known_.find(number);
  if (known != known_.end()) return &known->second;
  if (!budget_.spend(steps_)) return nullptr;
  ScaleYear year{number, months_of(number)};
  if (year.months.empty()) return nullptr;
  return &known_.emplace(number, std::move(year)).first->second;
}

const ScaleYear* CalendarScale::year_of(LocalDate date) {
  if (last_ == nullptr || date < last_->first() || date >= last_->end()) last_ = year(number_of(date));
  return last_;
}

platform::Result<std::unique_ptr<CalendarScale>> open_scale(const std::string& name, WorkBudget& budget) {
  if (name.empty()) return std::make_unique<GregorianScale>(budget);
  const std::string icu = icu_name(name);
  const platform::Error unknown{ErrorKind::Invalid, "RSCALE=" + name + " is not a calendar that is known"};
  if (!is_known(icu)) return tl::unexpected(unknown);
  UErrorCode status = U_ZERO_ERROR;
  constexpr std::u16string_view kUtc = u"UTC";
  OwnedCalendar calendar(
      ucal_open(kUtc.data(), static_cast<int32_t>(kUtc.size()), ("@calendar=" + icu).c_str(), UCAL_DEFAULT, &status));
  if (U_FAILURE(status) || !calendar) return tl::unexpected(unknown);
  return std::make_unique<IcuScale>(std::move(calendar), icu, budget);
}

}  // namespace tandem::calendar
