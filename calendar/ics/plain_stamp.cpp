#include "calendar/ics/plain_stamp.h"

#include <chrono>

namespace tandem::calendar {
namespace {

// Digits only; -1 for anything else.
int number_in(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return -1;
    number = number * 10 + (digit - '0');
  }
  return number;
}

}  // namespace

std::optional<Instant> plain_stamp(std::string_view line) {
  using namespace std::chrono;
  constexpr std::string_view kName = "DTSTAMP:";
  if (line.size() != kStampNameLength + kStampValueLength || !line.starts_with(kName) || line.back() != 'Z')
    return std::nullopt;
  line.remove_prefix(kStampNameLength);
  const int date = number_in(line.substr(0, 8));
  const int time = number_in(line.substr(9, 6));
  if (line[8] != 'T' || date < 0 || time < 0) return std::nullopt;
  const year_month_day day{year{date / 10'000}, month{static_cast<unsigned>(date / 100 % 100)},
                           std::chrono::day{static_cast<unsigned>(date % 100)}};
  if (date < 10'000 || !day.ok() || time / 10'000 > 23 || time / 100 % 100 > 59 || time % 100 > 59) return std::nullopt;
  return sys_days{day} + hours{time / 10'000} + minutes{time / 100 % 100} + seconds{time % 100};
}

}  // namespace tandem::calendar
