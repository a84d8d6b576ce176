#include "calendar/ics/line_names.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace tandem::calendar {
namespace {

struct Known {
  std::string_view name;
  LineKind kind;
};

// By first letter, so that most lines are told from these by one look; the frequent ones of a letter first.
constexpr std::array kKnown = {
    Known{"ATTENDEE", LineKind::Kept},
    Known{"BEGIN", LineKind::Begin},
    Known{"DTSTART", LineKind::Kept},
    Known{"DTSTAMP", LineKind::Stamp},
    Known{"DTEND", LineKind::Kept},
    Known{"DURATION", LineKind::Kept},
    Known{"END", LineKind::End},
    Known{"EXDATE", LineKind::Kept},
    Known{"EXRULE", LineKind::Kept},
    Known{"FREEBUSY", LineKind::Kept},
    Known{"ORGANIZER", LineKind::Kept},
    Known{"PRIORITY", LineKind::Kept},
    Known{"RRULE", LineKind::Kept},
    Known{"RECURRENCE-ID", LineKind::Kept},
    Known{"RDATE", LineKind::Kept},
    Known{"STATUS", LineKind::Kept},
    Known{"SEQUENCE", LineKind::Kept},
    Known{"TRANSP", LineKind::Kept},
    Known{"TZOFFSETFROM", LineKind::Kept},
    Known{"TZOFFSETTO", LineKind::Kept},
    Known{"TZID", LineKind::Kept},
    Known{"TZNAME", LineKind::Kept},
    Known{"UID", LineKind::Kept},
    Known{"X-MICROSOFT-CDO-BUSYSTATUS", LineKind::Kept},
    Known{"X-MICROSOFT-CDO-INTENDEDSTATUS", LineKind::Kept},
    Known{"X-MICROSOFT-MSNCALENDAR-BUSYSTATUS", LineKind::Kept},
    Known{"X-LIC-LOCATION", LineKind::Kept},
    Known{"X-WR-TIMEZONE", LineKind::DefaultZone},
};

constexpr char upper(char letter) {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

struct Range {
  std::uint8_t first{0};
  std::uint8_t count{0};
};

// Where the names of each letter stand in kKnown.
constexpr auto kByLetter = [] {
  static_assert(std::is_sorted(kKnown.begin(), kKnown.end(),
                               [](const Known& a, const Known& b) { return a.name.front() < b.name.front(); }));
  std::array<Range, 26> ranges{};
  for (std::size_t i = 0; i < kKnown.size(); ++i) {
    Range& range = ranges[static_cast<std::size_t>(kKnown[i].name.front() - 'A')];
    if (range.count == 0) range.first = static_cast<std::uint8_t>(i);
    ++range.count;
  }
  return ranges;
}();

std::span<const Known> known_with(char letter) {
  const auto place = static_cast<unsigned>(upper(letter) - 'A');
  if (place >= kByLetter.size()) return {};
  return std::span(kKnown).subspan(kByLetter[place].first, kByLetter[place].count);
}

bool is_blank(char letter) { return letter == ' ' || letter == '\t'; }

// The name ends here: at a parameter, the value, or the end of the line.
bool ends_after(std::string_view line, std::size_t length) {
  while (length < line.size() && is_blank(line[length])) ++length;
  return length == line.size() || line[length] == ':' || line[length] == ';';
}

bool begins_with(std::string_view line, std::string_view name) {
  if (line.size() < name.size() || upper(line[name.size() - 1]) != name.back()) return false;
  return std::memcmp(line.data(), name.data(), name.size()) == 0 || same_word(line.substr(0, name.size()), name);
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return upper(x) == upper(y); });
}

LineName name_of_line(std::string_view line) {
  if (line.empty()) return {};
  for (const Known& known : known_with(line.front())) {
    if (begins_with(line, known.name) && ends_after(line, known.name.size())) return {known.kind, known.name};
  }
  return {};
}

std::string_view value_of_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && is_blank(value.back())) value.remove_suffix(1);
  while (!value.empty() && is_blank(value.front())) value.remove_prefix(1);
  return value;
}

}  // namespace tandem::calendar
