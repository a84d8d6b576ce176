#include "calendar/time/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>

namespace tandem::calendar {
namespace {

// The system's zone files list changes through 2037 and the date library does not read the rule behind them. A later
// day is read as the same day of a listed year whose weekdays fall alike, where the same rules give the same dates.
// Years are counted from 1 March, so that leap years need no leap year to stand in, and the last eight of them, which
// have the most recent rules, are enough. 29 February may be read as 1 March.
constexpr std::chrono::year kLastListedYear{2037};

std::chrono::sys_days first_of_march_before(std::chrono::sys_days day) {
  using namespace std::chrono;
  const year_month_day date{day};
  return sys_days{(date.month() >= March ? date.year() : date.year() - years{1}) / March / 1};
}

// How far to go back from a day to the day that the zone files know in its place; zero for most days.
std::chrono::days shift_to_known_year(std::chrono::sys_days day) {
  using namespace std::chrono;
  const sys_days anchor = first_of_march_before(day);
  if (year_month_day{anchor}.year() <= kLastListedYear) return days{0};
  year known = kLastListedYear;
  while (weekday{sys_days{known / March / 1}} != weekday{anchor}) --known;
  return anchor - sys_days{known / March / 1};
}

// The days around `day` that are shifted alike.
Interval same_shift_around(std::chrono::sys_days day) {
  using namespace std::chrono;
  const year_month_day anchor{first_of_march_before(day)};
  if (anchor.year() <= kLastListedYear) return {Instant::min(), sys_days{(kLastListedYear + years{1}) / March / 1}};
  return {sys_days{anchor}, sys_days{(anchor.year() + years{1}) / March / 1}};
}

const date::time_zone* utc() {
  static const date::time_zone* const zone = date::locate_zone("Etc/UTC");
  return zone;
}

std::string offset_name(std::chrono::minutes east_of_utc) {
  const std::chrono::hh_mm_ss time{std::chrono::abs(east_of_utc)};
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "UTC%c%02d:%02d", east_of_utc.count() < 0 ? '-' : '+',
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()));
  return text.data();
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

Zone Zone::at_offset(std::chrono::minutes east_of_utc) {
  Zone zone;
  zone.fixed_ = east_of_utc;
  return zone;
}

std::string Zone::name() const { return fixed_ == fixed_.zero() ? zone_->name() : offset_name(fixed_); }

LocalTime Zone::to_local(Instant at) const { return LocalTime{at.time_since_epoch() + offset_at(at)}; }

Instant Zone::to_instant(LocalTime local) const {
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto shift = shift_to_known_year(std::chrono::sys_days{day.time_since_epoch()});
  const date::local_seconds known{local.time_since_epoch() - shift};
  // `first` is the offset before a gap, of the first occurrence in an overlap, and the only one otherwise.
  return Instant{local.time_since_epoch() - zone_->get_info(known).first.offset - fixed_};
}

std::chrono::seconds Zone::offset_at(Instant at) const {
  const auto shift = shift_to_known_year(std::chrono::floor<std::chrono::days>(at));
  return zone_->get_info(at - shift).offset + fixed_;
}

ZonePeriod Zone::period_at(Instant at) const {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const auto shift = shift_to_known_year(day);
  const date::sys_info info = zone_->get_info(at - shift);
  const Interval reach = same_shift_around(day);
  const Interval when{std::max(info.begin, reach.start - shift) + shift, std::min(info.end, reach.end - shift) + shift};
  return {when, info.offset + fixed_, info.save.count() != 0, fixed_ == fixed_.zero() ? info.abbrev : name()};
}

LocalDate Zone::date_of(Instant at) const { return std::chrono::floor<std::chrono::days>(to_local(at)); }

Interval Zone::day(LocalDate date) const { return {to_instant(date), to_instant(date + std::chrono::days{1})}; }

}  // namespace tandem::calendar
