#include "calendar/time/zone_description.h"

#include <algorithm>
#include <optional>
#include <string>

#include "calendar/time/system_zones.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;

constexpr std::size_t kMaxDescription = 200;
// The widest that are in use are UTC-12 and UTC+14.
constexpr hours kWidestOffset{14};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kAround = " \t\"'";
  const std::size_t first = text.find_first_not_of(kAround);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kAround) - first + 1);
}

bool take_word(std::string_view& text, std::string_view word) {
  if (text.size() < word.size()) return false;
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  if (!std::equal(word.begin(), word.end(), text.begin(), same)) return false;
  text.remove_prefix(word.size());
  return true;
}

bool take_letter(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::string_view take_digits(std::string_view& text) {
  const std::size_t length = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view digits = text.substr(0, length);
  text.remove_prefix(length);
  return digits;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

// "+1", "-05", "+0530", "+05:30", "-05.00"; the sign says east, as on maps.
std::optional<minutes> take_offset(std::string_view& text) {
  const bool west = !text.empty() && text.front() == '-';
  if (!take_letter(text, "+-")) return std::nullopt;
  std::string_view hour = take_digits(text);
  std::string_view minute;
  if (hour.size() > 2 && hour.size() <= 4) {
    minute = hour.substr(hour.size() - 2);
    hour.remove_suffix(2);
  } else if (take_letter(text, ":.")) {
    minute = take_digits(text);
    if (minute.size() != 2) return std::nullopt;
  }
  if (hour.empty() || hour.size() > 2) return std::nullopt;
  const minutes offset = hours{number(hour)} + minutes{number(minute)};
  if (offset > kWidestOffset || number(minute) > 59) return std::nullopt;
  return west ? -offset : offset;
}

struct Description {
  minutes offset{0};
  std::string_view places;
};

std::optional<Description> read_description(std::string_view text) {
  text = trimmed(text.substr(0, kMaxDescription));
  const bool in_brackets = take_letter(text, "(");
  if (!take_word(text, "UTC") && !take_word(text, "GMT")) return std::nullopt;
  text = trimmed(text);
  if (in_brackets && take_letter(text, ")")) return Description{minutes{0}, trimmed(text)};
  const auto offset = take_offset(text);
  if (!offset || take_letter(text, ")") != in_brackets || (!in_brackets && !text.empty())) return std::nullopt;
  return Description{*offset, trimmed(text)};
}

// "Eastern Time (US & Canada)" and "Hobart (summer)" without what is not the place.
std::string_view place_in(std::string_view words) {
  words = words.substr(0, words.find('('));
  return trimmed(words.substr(0, words.find(" Time")));
}

// What its clocks show without summer time, on either half of the globe.
seconds winter_offset(const Zone& zone) {
  const Instant january = sys_days{year{2026} / January / 15};
  const Instant july = sys_days{year{2026} / July / 15};
  return std::min(zone.offset_at(january), zone.offset_at(july));
}

std::optional<Zone> zone_at(std::string_view place, minutes offset) {
  for (const std::string& name : system_zones_at(place)) {
    const auto zone = Zone::locate(name);
    if (zone && winter_offset(*zone) == offset) return *zone;
  }
  return std::nullopt;
}

}  // namespace

platform::Result<Zone> zone_of_description(std::string_view text) {
  const auto read = read_description(text);
  if (!read) return platform::fail(platform::ErrorKind::NotFound, "this describes no time zone");
  std::string_view universal = read->places;
  if (read->places.empty() || take_word(universal, "Coordinated Universal Time")) return Zone::at_offset(read->offset);
  for (std::string_view rest = read->places; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    if (const auto zone = zone_at(place_in(rest.substr(0, comma)), read->offset)) return *zone;
    rest.remove_prefix(std::min(rest.size(), comma + 1));
  }
  return platform::fail(platform::ErrorKind::NotFound, "no place in it is known");
}

}  // namespace tandem::calendar
