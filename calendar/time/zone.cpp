#include "calendar/time/zone.h"

#include <date/tz.h>

#include <exception>

namespace tandem::calendar {
namespace {

// The system's zone files list changes up to 2037 and the date library does not read the rule behind them. A later year
// is read as an earlier one with the same weekdays and the same leap day, where the same rules give the same dates.
constexpr std::chrono::year kFirstYearWithoutChanges{2037};
constexpr int kCalendarCycleYears = 28;

bool same_calendar(std::chrono::year a, std::chrono::year b) {
  using std::chrono::January;
  const auto weekday_of_new_year = [](std::chrono::year year) {
    return std::chrono::weekday{std::chrono::sys_days{year / January / 1}};
  };
  return a.is_leap() == b.is_leap() && weekday_of_new_year(a) == weekday_of_new_year(b);
}

// How far to go back from a day to the same day of a year that the zone files know; zero for most days.
std::chrono::days shift_to_known_year(std::chrono::sys_days day) {
  using std::chrono::January;
  const std::chrono::year year = std::chrono::year_month_day{day}.year();
  if (year < kFirstYearWithoutChanges) return std::chrono::days{0};
  std::chrono::year known = kFirstYearWithoutChanges - std::chrono::years{1};
  for (int tried = 0; tried < kCalendarCycleYears && !same_calendar(year, known); ++tried) --known;
  return std::chrono::sys_days{year / January / 1} - std::chrono::sys_days{known / January / 1};
}

const date::time_zone* utc() {
  static const date::time_zone* const zone = date::locate_zone("Etc/UTC");
  return zone;
}

}  // namespace

Zone::Zone() : zone_(utc()) {}

platform::Result<Zone> Zone::locate(std::string_view name) {
  try {
    return Zone(date::locate_zone(name));
  } catch (const std::exception&) {
    return platform::fail(platform::ErrorKind::NotFound, "no such time zone: " + std::string(name));
  }
}

std::string Zone::name() const { return zone_->name(); }

LocalTime Zone::to_local(Instant at) const { return LocalTime{at.time_since_epoch() + offset_at(at)}; }

Instant Zone::to_instant(LocalTime local) const {
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto shift = shift_to_known_year(std::chrono::sys_days{day.time_since_epoch()});
  const date::local_seconds known{local.time_since_epoch() - shift};
  // `first` is the offset before a gap, of the first occurrence in an overlap, and the only one otherwise.
  return Instant{local.time_since_epoch() - zone_->get_info(known).first.offset};
}

std::chrono::seconds Zone::offset_at(Instant at) const {
  const auto shift = shift_to_known_year(std::chrono::floor<std::chrono::days>(at));
  return zone_->get_info(at - shift).offset;
}

LocalDate Zone::date_of(Instant at) const { return std::chrono::floor<std::chrono::days>(to_local(at)); }

Interval Zone::day(LocalDate date) const { return {to_instant(date), to_instant(date + std::chrono::days{1})}; }

}  // namespace tandem::calendar
