#include "calendar/tool/time_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

template <class... Parts>
std::string formatted(const char* pattern, Parts... parts) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), pattern, parts...);
  return text.data();
}

// The number in exactly these digits.
std::optional<int> number_in(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

// `digits` as YYYYMMDD.
std::optional<LocalDate> date_in(std::string_view digits) {
  if (digits.size() != 8) return std::nullopt;
  const auto y = number_in(digits.substr(0, 4));
  const auto m = number_in(digits.substr(4, 2));
  const auto d = number_in(digits.substr(6, 2));
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return LocalDate{local_days{date}};
}

// `digits` as HHMM or HHMMSS.
std::optional<seconds> time_in(std::string_view digits) {
  if (digits.size() != 4 && digits.size() != 6) return std::nullopt;
  const auto hour = number_in(digits.substr(0, 2));
  const auto minute = number_in(digits.substr(2, 2));
  const auto second = digits.size() == 6 ? number_in(digits.substr(4, 2)) : std::optional{0};
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return hours{*hour} + minutes{*minute} + seconds{*second};
}

}  // namespace

std::string local_text(LocalTime at) {
  const hh_mm_ss time{at - floor<days>(at)};
  return date_text(at) + formatted("T%02d:%02d:%02d", static_cast<int>(time.hours().count()),
                                   static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
}

std::string date_text(LocalTime at) {
  const year_month_day date{floor<days>(at)};
  return formatted("%04d-%02u-%02u", int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
}

std::string utc_text(Instant at) { return local_text(LocalTime{at.time_since_epoch()}) + "Z"; }

std::string offset_text(seconds offset) {
  const hh_mm_ss time{abs(offset)};
  const char* sign = offset < seconds{0} ? "-" : "+";
  const auto hour = static_cast<int>(time.hours().count());
  const auto minute = static_cast<int>(time.minutes().count());
  const auto second = static_cast<int>(time.seconds().count());
  if (second == 0) return formatted("%s%02d:%02d", sign, hour, minute);
  return formatted("%s%02d:%02d:%02d", sign, hour, minute, second);
}

platform::Result<Instant> read_moment(std::string_view text, const Zone& zone) {
  std::string digits(text);
  const bool utc = digits.ends_with('Z');
  if (utc) digits.pop_back();
  std::erase_if(digits, [](char letter) { return letter == '-' || letter == ':'; });
  const std::size_t split = std::min(digits.find('T'), digits.size());
  const auto date = date_in(std::string_view(digits).substr(0, split));
  const auto time =
      split == digits.size() ? std::optional{seconds{0}} : time_in(std::string_view(digits).substr(split + 1));
  if (!date || !time) {
    return platform::fail(platform::ErrorKind::Invalid,
                          "\"" + std::string(text) + "\" is no time: 2026-03-30, 2026-03-30T09:00 or 20260330T070000Z");
  }
  const LocalTime local = *date + *time;
  return utc ? Instant{local.time_since_epoch()} : zone.to_instant(local);
}

}  // namespace tandem::calendar
