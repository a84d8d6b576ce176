#include "calendar/ics/content_line.h"

#include <algorithm>
#include <cstdint>

namespace tandem::calendar {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kFold = "\r\n ";

std::uint8_t octet(char letter) { return static_cast<std::uint8_t>(letter); }
bool continues_character(char letter) { return (octet(letter) & 0xC0U) == 0x80U; }

// Octets that a character beginning with `first` has; 0 when none begins so.
std::size_t length_by_first(std::uint8_t first) {
  if (first < 0x80U) return 1;
  if (first >= 0xC2U && first <= 0xDFU) return 2;
  if (first >= 0xE0U && first <= 0xEFU) return 3;
  if (first >= 0xF0U && first <= 0xF4U) return 4;
  return 0;
}

// Overlong forms, surrogates and what lies beyond U+10FFFF: the second octet tells (Unicode, table 3-7).
bool second_octet_allowed(std::uint8_t first, std::uint8_t second) {
  switch (first) {
    case 0xE0U: return second >= 0xA0U;
    case 0xEDU: return second <= 0x9FU;
    case 0xF0U: return second >= 0x90U;
    case 0xF4U: return second <= 0x8FU;
    default: return true;
  }
}

// Octets of the character that `text` begins with; 0 when it is not UTF-8.
std::size_t character_length(std::string_view text) {
  const std::size_t length = length_by_first(octet(text.front()));
  if (length == 0 || length > text.size()) return 0;
  const std::string_view rest = text.substr(1, length - 1);
  if (!std::all_of(rest.begin(), rest.end(), continues_character)) return 0;
  if (length > 1 && !second_octet_allowed(octet(text[0]), octet(text[1]))) return 0;
  return length;
}

bool is_kept(char letter) {
  constexpr char kDelete = '\x7F';
  return (octet(letter) >= ' ' && letter != kDelete) || letter == '\n' || letter == '\t';
}

// Calls `each` with every character that can be written.
template <class Each>
void for_each_character(std::string_view text, const Each& each) {
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    const std::string_view character = length == 0 ? kReplacement : text.substr(0, length);
    if (character.size() > 1 || is_kept(character.front())) each(character);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
}

}  // namespace

std::string text_value(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_character(text, [&out](std::string_view character) {
    if (character == "\n") {
      out += "\\n";
      return;
    }
    if (character == "\\" || character == ";" || character == ",") out += '\\';
    out += character;
  });
  return out;
}

std::string parameter_value(std::string_view text) {
  std::string out;
  bool quoted = false;
  for_each_character(text, [&](std::string_view character) {
    if (character == "\n") {
      out += "^n";
    } else if (character == "\"") {
      out += "^'";
    } else if (character == "^") {
      out += "^^";
    } else {
      quoted = quoted || character == ":" || character == ";" || character == ",";
      out += character;
    }
  });
  return quoted ? '"' + out + '"' : out;
}

std::string plain_value(std::string_view text) {
  std::string out;
  for_each_character(text, [&out](std::string_view character) { out += character == "\n" ? " " : character; });
  return out;
}

void append_line(std::string& out, std::string_view line) {
  std::size_t room = kMaxLineOctets;
  while (line.size() > room) {
    std::size_t end = room;
    while (end > 0 && continues_character(line[end])) --end;
    out += line.substr(0, end);
    out += kFold;
    line.remove_prefix(end);
    room = kMaxLineOctets - 1;  // the space that a fold begins with
  }
  out += line;
  out += "\r\n";
}

}  // namespace tandem::calendar
