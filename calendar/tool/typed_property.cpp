#include "calendar/tool/typed_property.h"

#include <algorithm>

namespace tandem::calendar {
namespace {

using platform::ErrorKind;
using platform::fail;

char upper(char letter) { return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter; }

bool begins_with(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == upper(b); });
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t";
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char letter) { return letter >= 0 && letter < ' ' && letter != '\t'; });
}

// Takes "DTSTART" off "DTSTART;TZID=…" and "DTSTART:…".
std::string_view without_name(std::string_view typed, const std::string& name) {
  const bool named = begins_with(typed, name) && typed.size() > name.size() &&
                     (typed[name.size()] == ':' || typed[name.size()] == ';');
  return named ? typed.substr(name.size() + 1) : typed;
}

struct Typed {
  std::string_view value;
  std::string tzid;
};

// Takes parameters off the front: "TZID=Europe/Paris:", "VALUE=DATE:", both of them.
Typed without_parameters(std::string_view typed, const std::string& tzid) {
  Typed out{typed, tzid};
  while (begins_with(out.value, "TZID=") || begins_with(out.value, "VALUE=")) {
    const bool is_zone = begins_with(out.value, "TZID=");
    std::string_view rest = out.value.substr(out.value.find('=') + 1);
    const bool quoted = rest.starts_with('"');
    if (quoted) rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find_first_of(quoted ? "\"" : ":;"), rest.size());
    if (is_zone) out.tzid = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + (quoted ? 2 : 1)));
    out.value = rest;
  }
  return out;
}

// "2026-01-05 09:00" as 20260105T090000; a length like PT1H as it is.
std::string basic(std::string_view text) {
  if (begins_with(text, "P")) return std::string(text);
  std::string out;
  for (const char letter : text) {
    if (letter == '-' || letter == ':') continue;
    out.push_back(letter == ' ' ? 'T' : upper(letter));
  }
  const std::size_t time = out.find('T');
  constexpr std::size_t kWithoutSeconds = 5;  // THHMM
  if (time != std::string::npos && out.find_last_not_of('Z') - time + 1 == kWithoutSeconds) {
    out.insert(time + kWithoutSeconds, "00");
  }
  return out;
}

std::string basic_period(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return basic(text);
  return basic(trimmed(text.substr(0, slash))) + "/" + basic(trimmed(text.substr(slash + 1)));
}

// "2026-01-05T09:00[Europe/Paris]".
void take_zone_behind(std::string_view& date, std::string& tzid) {
  const std::size_t open = date.find('[');
  if (open == std::string_view::npos || !date.ends_with(']')) return;
  tzid = date.substr(open + 1, date.size() - open - 2);
  date = date.substr(0, open);
}

std::string parameters_of(const std::string& values, const std::string& tzid) {
  std::string parameters;
  if (values.find('/') != std::string::npos) parameters = ";VALUE=PERIOD";
  if (values.find('T') == std::string::npos) return ";VALUE=DATE";
  if (!tzid.empty()) parameters += ";TZID=\"" + tzid + "\"";
  return parameters;
}

}  // namespace

platform::Result<std::string> date_line(const std::string& name, std::string_view typed, const std::string& tzid) {
  if (!is_one_line(typed) || !is_one_line(tzid)) return fail(ErrorKind::Invalid, "a date, zone or rule is one line");
  auto [value, zone] = without_parameters(without_name(trimmed(typed), name), tzid);
  std::string values;
  while (!value.empty()) {
    std::string_view date = trimmed(value.substr(0, value.find(',')));
    value.remove_prefix(
        std::min(value.size(), value.find(',') == std::string_view::npos ? value.size() : value.find(',') + 1));
    take_zone_behind(date, zone);
    if (!date.empty()) values += (values.empty() ? "" : ",") + basic_period(date);
  }
  std::erase(zone, '"');
  return name + parameters_of(values, zone) + ":" + values + "\r\n";
}

platform::Result<std::string> rule_line(const std::string& name, std::string_view typed) {
  if (!is_one_line(typed)) return fail(ErrorKind::Invalid, "a date, zone or rule is one line");
  return name + ":" + std::string(trimmed(without_name(trimmed(typed), name))) + "\r\n";
}

}  // namespace tandem::calendar
