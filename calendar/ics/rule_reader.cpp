#include "calendar/ics/rule_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace tandem::calendar {
namespace {

using namespace std::chrono;
using platform::ErrorKind;
using platform::fail;

constexpr std::string_view kSpaces = " \t";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kSpaces), text.size()));
  return text.substr(0, text.find_last_not_of(kSpaces) + 1);
}

// The text before the next `separator`, which is taken off `rest`.
std::string_view next_piece(std::string_view& rest, char separator) {
  const std::string_view piece = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(rest.size(), piece.size() + 1));
  return trimmed(piece);
}

std::string in_capitals(std::string_view text) {
  std::string capitals(text);
  for (char& letter : capitals) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return capitals;
}

// All of `text`, with a sign or without.
std::optional<int> number_in(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.starts_with('+') || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<int> positive_number_in(std::string_view text) {
  const auto value = number_in(text);
  return value && *value > 0 ? value : std::nullopt;
}

std::optional<Frequency> frequency_in(std::string_view text) {
  constexpr std::array<std::string_view, 7> kNames = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY",
                                                      "WEEKLY",   "MONTHLY",  "YEARLY"};
  const auto found = std::find(kNames.begin(), kNames.end(), text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Frequency>(found - kNames.begin());
}

std::optional<weekday> weekday_in(std::string_view text) {
  constexpr std::array<std::string_view, 7> kNames = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  const auto found = std::find(kNames.begin(), kNames.end(), text);
  if (found == kNames.end()) return std::nullopt;
  return weekday{static_cast<unsigned>(found - kNames.begin())};
}

// 1MO, -1FR, TU.
std::optional<WeekdayNumber> weekday_number_in(std::string_view text) {
  constexpr int kMostWeeks = 53;
  if (text.size() < 2) return std::nullopt;
  const auto day = weekday_in(text.substr(text.size() - 2));
  const std::string_view number = trimmed(text.substr(0, text.size() - 2));
  const auto nth = number.empty() ? std::optional{0} : number_in(number);
  if (!day || !nth || *nth < -kMostWeeks || *nth > kMostWeeks) return std::nullopt;
  return WeekdayNumber{*day, *nth};
}

// YYYYMMDD.
std::optional<LocalDate> date_in(std::string_view digits) {
  const auto number = digits.size() == 8 ? number_in(digits) : std::nullopt;
  if (!number || *number < 0) return std::nullopt;
  const year_month_day date{year{*number / 10000}, month{static_cast<unsigned>(*number / 100 % 100)},
                            day{static_cast<unsigned>(*number % 100)}};
  if (!date.ok()) return std::nullopt;
  return LocalDate{local_days{date}};
}

// HHMMSS; 24 hours and second 60 are in use.
std::optional<seconds> time_in(std::string_view digits) {
  const auto number = digits.size() == 6 ? number_in(digits) : std::nullopt;
  if (!number || *number < 0) return std::nullopt;
  const int hour = *number / 10000;
  const int minute = *number / 100 % 100;
  const int second = *number % 100;
  if (hour > 24 || minute > 59 || second > 60) return std::nullopt;
  return hours{hour} + minutes{minute} + seconds{second};
}

std::optional<RuleUntil> until_in(std::string_view text) {
  const bool utc = text.ends_with('Z');
  if (utc) text.remove_suffix(1);
  const std::size_t split = std::min(text.find('T'), text.size());
  const auto date = date_in(text.substr(0, split));
  if (!date) return std::nullopt;
  if (split == text.size()) return RuleUntil{RuleUntil::Kind::Date, *date};
  const auto time = time_in(text.substr(split + 1));
  if (!time) return std::nullopt;
  return RuleUntil{utc ? RuleUntil::Kind::Utc : RuleUntil::Kind::Local, *date + *time};
}

// A list of numbers from `least` to `most`, and of their negatives when those count from the end.
struct ListPart {
  std::string_view name;
  std::vector<int> RecurrenceRule::*values;
  int least;
  int most;
  bool from_the_end;
};

constexpr std::array<ListPart, 8> kListParts = {{
    {"BYSECOND", &RecurrenceRule::by_second, 0, 60, false},
    {"BYMINUTE", &RecurrenceRule::by_minute, 0, 59, false},
    {"BYHOUR", &RecurrenceRule::by_hour, 0, 23, false},
    {"BYMONTHDAY", &RecurrenceRule::by_month_day, 1, 31, true},
    {"BYYEARDAY", &RecurrenceRule::by_year_day, 1, 366, true},
    {"BYWEEKNO", &RecurrenceRule::by_week_number, 1, 53, true},
    {"BYMONTH", &RecurrenceRule::by_month, 1, 12, false},
    {"BYSETPOS", &RecurrenceRule::by_set_position, 1, 366, true},
}};

bool in_range(const ListPart& part, int value) {
  return (value >= part.least && value <= part.most) ||
         (part.from_the_end && -value >= part.least && -value <= part.most);
}

class RuleReader {
 public:
  platform::Result<RecurrenceRule> read(std::string_view text) {
    const std::string capitals = in_capitals(text);
    std::string_view rest = capitals;
    while (!rest.empty()) {
      std::string_view part = next_piece(rest, ';');
      if (part.empty()) continue;
      const std::string_view name = next_piece(part, '=');
      if (const auto taken = take(name, trimmed(part)); !taken) return tl::unexpected(taken.error());
    }
    if (!seen("FREQ")) return fail(ErrorKind::Invalid, "it has no FREQ");
    return std::move(rule_);
  }

 private:
  [[nodiscard]] bool seen(std::string_view name) const {
    return std::find(seen_.begin(), seen_.end(), name) != seen_.end();
  }

  // As much of the feed's own text as a message needs.
  static std::string shown(std::string_view text) { return std::string(text.substr(0, 40)); }

  static platform::Status refuse(std::string_view name, std::string_view value) {
    return fail(ErrorKind::Invalid, std::string(name) + "=" + shown(value) + " cannot be read");
  }

  template <class T, class U>
  static platform::Status take_into(T& target, const std::optional<U>& value, std::string_view name,
                                    std::string_view text) {
    if (!value) return refuse(name, text);
    target = *value;
    return {};
  }

  platform::Status take(std::string_view name, std::string_view value) {
    if (name.starts_with("X-")) return {};
    if (seen(name)) return fail(ErrorKind::Invalid, shown(name) + " is there twice");
    seen_.emplace_back(name);
    if (name == "FREQ") return take_into(rule_.frequency, frequency_in(value), name, value);
    if (name == "INTERVAL") return take_into(rule_.interval, positive_number_in(value), name, value);
    if (name == "COUNT") return take_into(rule_.count, positive_number_in(value), name, value);
    if (name == "UNTIL") return take_into(rule_.until, until_in(value), name, value);
    if (name == "WKST") return take_into(rule_.week_start, weekday_in(value), name, value);
    if (name == "BYDAY") return take_weekdays(value);
    if (name == "RSCALE" && value != "GREGORIAN") {
      return fail(ErrorKind::Invalid, "RSCALE=" + shown(value) + " is not a calendar we count in");
    }
    if (name == "SKIP" && value != "OMIT") return fail(ErrorKind::Invalid, "SKIP moves days, which we do not read");
    if (name == "RSCALE" || name == "SKIP") return {};
    const auto part =
        std::find_if(kListParts.begin(), kListParts.end(), [name](const ListPart& each) { return each.name == name; });
    if (part == kListParts.end()) return fail(ErrorKind::Invalid, shown(name) + " is no part of a rule");
    return take_list(*part, value);
  }

  platform::Status take_list(const ListPart& part, std::string_view text) {
    std::vector<int>& values = rule_.*part.values;
    for (std::string_view rest = text; !rest.empty();) {
      const std::string_view piece = next_piece(rest, ',');
      const auto value = number_in(piece);
      if (!value) return refuse(part.name, piece);
      if (!in_range(part, *value)) return out_of_range(part.name, piece);
      if (values.size() == kMaxRuleListValues) return too_long(part.name);
      values.push_back(*value);
    }
    return values.empty() ? refuse(part.name, text) : platform::Status{};
  }

  platform::Status take_weekdays(std::string_view text) {
    for (std::string_view rest = text; !rest.empty();) {
      const auto day = weekday_number_in(next_piece(rest, ','));
      if (!day) return refuse("BYDAY", text);
      if (rule_.by_day.size() == kMaxRuleListValues) return too_long("BYDAY");
      rule_.by_day.push_back(*day);
    }
    return rule_.by_day.empty() ? refuse("BYDAY", text) : platform::Status{};
  }

  static platform::Status out_of_range(std::string_view name, std::string_view value) {
    return fail(ErrorKind::Invalid, std::string(name) + "=" + shown(value) + " is out of range");
  }

  static platform::Status too_long(std::string_view name) {
    return fail(ErrorKind::Invalid,
                std::string(name) + " has more than " + std::to_string(kMaxRuleListValues) + " values");
  }

  RecurrenceRule rule_;
  std::vector<std::string> seen_;
};

}  // namespace

platform::Result<RecurrenceRule> read_rule(std::string_view text) { return RuleReader().read(text); }

}  // namespace tandem::calendar
