#include "calendar/time/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <exception>

namespace tandem::calendar {
namespace {

// The system's zone files list changes up to 2037 and the date library does not read the rule behind them. A later day
// is read as the same day of a recent year whose weekdays fall alike, where the same rules give the same dates. January
// and February are looked up by new year's day, the rest by 1 March, so that leap years need no leap year to stand in
// and the years since kFirstStandIn, the most recent rules, are enough.
constexpr std::chrono::year kFirstYearWithoutChanges{2037};
constexpr std::chrono::year kFirstStandIn{2026};

// How far to go back from a day to the day that the zone files know in its place; zero for most days.
std::chrono::days shift_to_known_year(std::chrono::sys_days day) {
  using namespace std::chrono;
  const year_month_day date{day};
  if (date.year() < kFirstYearWithoutChanges) return days{0};
  const month first = date.month() <= February ? January : March;
  const sys_days anchor{date.year() / first / 1};
  year known = kFirstStandIn;
  while (weekday{sys_days{known / first / 1}} != weekday{anchor}) ++known;
  return anchor - sys_days{known / first / 1};
}

// The days around `day` that are shifted alike.
Interval same_shift_around(std::chrono::sys_days day) {
  using namespace std::chrono;
  const year_month_day date{day};
  if (date.year() < kFirstYearWithoutChanges) return {Instant::min(), sys_days{kFirstYearWithoutChanges / January / 1}};
  if (date.month() <= February) return {sys_days{date.year() / January / 1}, sys_days{date.year() / March / 1}};
  return {sys_days{date.year() / March / 1}, sys_days{(date.year() + years{1}) / January / 1}};
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

ZonePeriod Zone::period_at(Instant at) const {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const auto shift = shift_to_known_year(day);
  const date::sys_info info = zone_->get_info(at - shift);
  const Interval reach = same_shift_around(day);
  const Interval when{std::max(info.begin, reach.start - shift) + shift, std::min(info.end, reach.end - shift) + shift};
  return {when, info.offset, info.save.count() != 0, info.abbrev};
}

LocalDate Zone::date_of(Instant at) const { return std::chrono::floor<std::chrono::days>(to_local(at)); }

Interval Zone::day(LocalDate date) const { return {to_instant(date), to_instant(date + std::chrono::days{1})}; }

}  // namespace tandem::calendar
