#pragma once
// What a line of a feed is, by the name it begins with. Capitals or not; spaces before the ':' are tolerated. Internal
// to calendar/ics.

#include <cstdint>
#include <string_view>

namespace tandem::calendar {

enum class LineKind : std::uint8_t {
  Other,  // titles, descriptions: stays outside
  Begin,
  End,
  DefaultZone,  // X-WR-TIMEZONE
  Stamp,        // DTSTAMP
  Kept,         // says when something is, or whom it holds
};

struct LineName {
  LineKind kind{LineKind::Other};
  std::string_view name;  // in capitals, as the standard writes it; empty for Other
};

[[nodiscard]] LineName name_of_line(std::string_view line);

// What stands after the first ':', without spaces and tabs around it; empty without a ':'.
[[nodiscard]] std::string_view value_of_line(std::string_view line);

// Without regard to the case of ASCII letters.
[[nodiscard]] bool same_word(std::string_view a, std::string_view b);

}  // namespace tandem::calendar
