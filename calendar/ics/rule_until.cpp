#include "calendar/ics/rule_until.h"

#include <algorithm>
#include <string>

namespace tandem::calendar {
namespace {

using namespace std::chrono;

std::optional<int> digits_at(std::string_view text, std::size_t from, std::size_t count) {
  int value = 0;
  for (const char digit : text.substr(from, count)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  return value;
}

// YYYYMMDD.
std::optional<LocalDate> date_in(std::string_view text) {
  if (text.size() != 8) return std::nullopt;
  const auto y = digits_at(text, 0, 4);
  const auto m = digits_at(text, 4, 2);
  const auto d = digits_at(text, 6, 2);
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (*y < 1 || !date.ok()) return std::nullopt;
  return LocalDate{local_days{date}};
}

// HHMM or HHMMSS.
std::optional<seconds> time_in(std::string_view text) {
  if (text.size() != 4 && text.size() != 6) return std::nullopt;
  const auto hour = digits_at(text, 0, 2);
  const auto minute = digits_at(text, 2, 2);
  const auto second = digits_at(text, 4, 2);  // 0 where there are none
  if (!hour || !minute || !second || *minute > 59 || *second > 60) return std::nullopt;
  if (*hour > 24 || (*hour == 24 && *minute + *second > 0)) return std::nullopt;
  return hours{*hour} + minutes{*minute} + seconds{std::min(*second, 59)};
}

}  // namespace

std::optional<RuleUntil> read_until(std::string_view text) {
  std::string digits(text);
  std::erase_if(digits, [](char letter) { return letter == '-' || letter == ':'; });
  const bool utc = digits.ends_with('Z');
  if (utc) digits.pop_back();
  const std::string_view plain = digits;
  const std::size_t split = std::min(plain.find('T'), plain.size());
  const auto date = date_in(plain.substr(0, split));
  if (!date) return std::nullopt;
  if (split == plain.size()) return RuleUntil{RuleUntil::Kind::Date, *date};
  const auto time = time_in(plain.substr(split + 1));
  if (!time) return std::nullopt;
  return RuleUntil{utc ? RuleUntil::Kind::Utc : RuleUntil::Kind::Local, *date + *time};
}

}  // namespace tandem::calendar
