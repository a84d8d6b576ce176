#include "calendar/ics/rule_reader.h"

#include <algorithm>
#include <charconv>

#include "calendar/ics/rule_until.h"

namespace tandem::calendar {
namespace {

using namespace std::chrono;
using platform::ErrorKind;
using platform::fail;

struct Range {
  int least;
  int most;
  bool signed_too{false};  // -most to -least as well
  [[nodiscard]] bool holds(std::int64_t value) const {
    return (value >= least && value <= most) || (signed_too && -value >= least && -value <= most);
  }
};

// Of the calendars that RSCALE can name, the longest years have 13 months and 385 days.
constexpr Range kScaledMonths{1, 13};
constexpr Range kScaledYearDays{1, 385, true};

// Digits after an optional sign, saturated at kMaxRuleNumber.
std::optional<std::int64_t> number_in(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range && end == text.data() + text.size() && text.front() != '-') {
    return kMaxRuleNumber;
  }
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return std::min(value, kMaxRuleNumber);
}

std::optional<weekday> weekday_in(std::string_view text) {
  constexpr std::string_view kNames = "SUMOTUWETHFRSA";
  if (text.size() != 2) return std::nullopt;
  for (unsigned day = 0; day < 7; ++day) {
    if (kNames.substr(std::size_t{2} * day, 2) == text) return weekday{day};
  }
  return std::nullopt;
}

std::optional<WeekdayNumber> weekday_number_in(std::string_view text) {
  constexpr Range kNth{1, 53, true};
  if (text.size() < 2) return std::nullopt;
  const auto day = weekday_in(text.substr(text.size() - 2));
  const std::string_view ordinal = text.substr(0, text.size() - 2);
  if (!day || ordinal.empty()) return day ? std::optional{WeekdayNumber{*day, 0}} : std::nullopt;
  const auto nth = number_in(ordinal);
  if (!nth || !kNth.holds(*nth)) return std::nullopt;
  return WeekdayNumber{*day, static_cast<int>(*nth)};
}

std::optional<Frequency> frequency_in(std::string_view text) {
  constexpr std::string_view kNames[] = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
  const auto name = std::find(std::begin(kNames), std::end(kNames), text);
  if (name == std::end(kNames)) return std::nullopt;
  return static_cast<Frequency>(name - std::begin(kNames));
}

std::optional<InvalidDate> skip_in(std::string_view text) {
  if (text == "OMIT") return InvalidDate::Omit;
  if (text == "BACKWARD") return InvalidDate::Backward;
  if (text == "FORWARD") return InvalidDate::Forward;
  return std::nullopt;
}

// What comes before the next `separator`, taken off `rest`.
std::string_view cut(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

// Each value once, in the order given. Empty values are passed over. False for one that `read` does not know.
template <class Value, class Read>
bool read_list(std::string_view list, std::vector<Value>& into, Read&& read) {
  into.clear();
  while (!list.empty()) {
    const std::string_view text = cut(list, ',');
    if (text.empty()) continue;
    const auto value = read(text);
    if (!value) return false;
    if (std::find(into.begin(), into.end(), *value) == into.end()) into.push_back(*value);
  }
  return true;
}

bool read_numbers(std::string_view list, std::vector<int>& into, const Range& range) {
  return read_list(list, into, [&range](std::string_view text) -> std::optional<int> {
    const auto value = number_in(text);
    if (!value || !range.holds(*value)) return std::nullopt;
    return static_cast<int>(*value);
  });
}

// "5L" is the leap month after the fifth.
bool read_months(std::string_view list, RecurrenceRule& rule) {
  rule.by_month.clear();
  rule.by_leap_month.clear();
  while (!list.empty()) {
    std::string_view text = cut(list, ',');
    if (text.empty()) continue;
    auto& into = text.ends_with('L') ? rule.by_leap_month : rule.by_month;
    if (text.ends_with('L')) text.remove_suffix(1);
    const auto value = number_in(text);
    if (!value || !kScaledMonths.holds(*value)) return false;
    const int month = static_cast<int>(*value);
    if (std::find(into.begin(), into.end(), month) == into.end()) into.push_back(month);
  }
  return true;
}

template <class Value, class Target>
bool set(const std::optional<Value>& value, Target& target) {
  if (value) target = *value;
  return value.has_value();
}

bool set_interval(std::string_view text, RecurrenceRule& rule) {
  return set(number_in(text), rule.interval) && rule.interval >= 1;
}

bool set_count(std::string_view text, RecurrenceRule& rule) {
  return set(number_in(text), rule.count) && *rule.count >= 0;
}

// By CLDR's names, as RFC 7529 section 4.1 asks, and their short forms.
bool set_scale(std::string_view text, RecurrenceRule& rule) {
  constexpr std::string_view kScales[] = {
      "BUDDHIST",         "CHINESE",  "COPTIC",  "DANGI",    "ETHIOAA",       "ETHIOPIC",     "ETHIOPIC-AMETE-ALEM",
      "HEBREW",           "INDIAN",   "ISLAMIC", "ISLAMICC", "ISLAMIC-CIVIL", "ISLAMIC-RGSA", "ISLAMIC-TBLA",
      "ISLAMIC-UMALQURA", "JAPANESE", "PERSIAN", "ROC"};
  rule.scale.clear();
  if (text == "GREGORIAN" || text == "GREGORY" || text == "ISO8601") return true;
  if (std::find(std::begin(kScales), std::end(kScales), text) == std::end(kScales)) return false;
  rule.scale = text;
  return true;
}

using SetPart = bool (*)(std::string_view value, RecurrenceRule& rule);
using Text = std::string_view;
using Rule = RecurrenceRule;

struct Part {
  std::string_view name;
  SetPart set;
};

constexpr Part kParts[] = {
    {"FREQ", [](Text text, Rule& rule) { return set(frequency_in(text), rule.frequency); }},
    {"INTERVAL", set_interval},
    {"COUNT", set_count},
    {"UNTIL", [](Text text, Rule& rule) { return set(read_until(text), rule.until); }},
    {"WKST", [](Text text, Rule& rule) { return set(weekday_in(text), rule.week_start); }},
    {"BYSECOND",
     [](Text text, Rule& rule) {
       return read_numbers(text, rule.by_second, {0, 60});
     }},
    {"BYMINUTE",
     [](Text text, Rule& rule) {
       return read_numbers(text, rule.by_minute, {0, 59});
     }},
    {"BYHOUR",
     [](Text text, Rule& rule) {
       return read_numbers(text, rule.by_hour, {0, 23});
     }},
    {"BYDAY", [](Text text, Rule& rule) { return read_list(text, rule.by_day, weekday_number_in); }},
    {"BYMONTHDAY",
     [](Text text, Rule& rule) {
       return read_numbers(text, rule.by_month_day, {1, 31, true});
     }},
    {"BYYEARDAY", [](Text text, Rule& rule) { return read_numbers(text, rule.by_year_day, kScaledYearDays); }},
    {"BYWEEKNO",
     [](Text text, Rule& rule) {
       return read_numbers(text, rule.by_week_number, {1, 53, true});
     }},
    {"BYMONTH", read_months},
    {"BYSETPOS",
     [](Text text, Rule& rule) {
       return read_numbers(text, rule.by_set_position, {1, 366, true});
     }},
    {"RSCALE", set_scale},
    {"SKIP", [](Text text, Rule& rule) { return set(skip_in(text), rule.skip); }},
};

// As much of the feed's own text as a message needs.
std::string shown(std::string_view text) { return std::string(text.substr(0, 40)); }

platform::Status take_part(std::string_view part, RecurrenceRule& rule, bool& has_frequency) {
  std::string_view value = part;
  const std::string_view name = cut(value, '=');
  if (value.empty() || name.starts_with("X-")) return {};
  const auto known =
      std::find_if(std::begin(kParts), std::end(kParts), [name](const Part& p) { return p.name == name; });
  if (known == std::end(kParts)) return fail(ErrorKind::Invalid, shown(name) + " is no part of a rule");
  if (!known->set(value, rule)) return fail(ErrorKind::Invalid, shown(part) + " cannot be read");
  has_frequency = has_frequency || name == "FREQ";
  return {};
}

char upper(char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; }

// Capitals without blanks.
std::string plain(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char letter : text) {
    if (letter != ' ' && letter != '\t' && letter != '\r' && letter != '\n') out.push_back(upper(letter));
  }
  return out;
}

platform::Status check(const RecurrenceRule& rule, bool has_frequency) {
  constexpr Range kMonths{1, 12};
  constexpr Range kYearDays{1, 366, true};
  const auto all_in = [](const std::vector<int>& values, const Range& range) {
    return std::all_of(values.begin(), values.end(), [&range](int value) { return range.holds(value); });
  };
  if (!has_frequency) return fail(ErrorKind::Invalid, "it has no FREQ");
  if (!rule.scale.empty()) return {};
  if (!all_in(rule.by_month, kMonths)) return fail(ErrorKind::Invalid, "BYMONTH is out of range");
  if (!all_in(rule.by_year_day, kYearDays)) return fail(ErrorKind::Invalid, "BYYEARDAY is out of range");
  return {};
}

}  // namespace

platform::Result<RecurrenceRule> read_rule(std::string_view text) {
  if (text.size() > kMaxRuleText) return fail(ErrorKind::TooLarge, "it is too long");
  const std::string line = plain(text);
  RecurrenceRule rule;
  bool has_frequency = false;
  for (std::string_view rest = line; !rest.empty();) {
    const auto taken = take_part(cut(rest, ';'), rule, has_frequency);
    if (!taken) return tl::unexpected(taken.error());
  }
  if (const auto fine = check(rule, has_frequency); !fine) return tl::unexpected(fine.error());
  return rule;
}

}  // namespace tandem::calendar
