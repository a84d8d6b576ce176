#pragma once
// The lines that iCalendar text is made of: RFC 5545 section 3.1 with the parameter values of RFC 6868. Whatever text
// comes in, what goes out is UTF-8, stays in its own property and parameter, and reads back as that text. Two things no
// property can carry and are left out: control characters other than line feed and tab (RFC 5545 section 3.3.11), and
// octets that are not UTF-8, for which U+FFFD stands. Internal to calendar/ics; pure, any thread.

#include <string>
#include <string_view>

namespace tandem::calendar {

// The most octets of a line, without its CRLF.
inline constexpr std::size_t kMaxLineOctets = 75;

// A TEXT value, escaped.
[[nodiscard]] std::string text_value(std::string_view text);
// A parameter's value, quoted where it must be.
[[nodiscard]] std::string parameter_value(std::string_view text);
// The value of a URI or of an extension without a type, which know no escapes: line feeds become spaces.
[[nodiscard]] std::string plain_value(std::string_view text);

// Appends `line` with its CRLF, folded at kMaxLineOctets and never inside a character.
void append_line(std::string& out, std::string_view line);

}  // namespace tandem::calendar
