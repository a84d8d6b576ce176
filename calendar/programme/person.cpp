#include "calendar/programme/person.h"

#include <locale.h>
#include <wctype.h>

#include <cstddef>
#include <string_view>

namespace tandem::calendar {
namespace {

// Bytes of the UTF-8 sequence that starts with `lead`; 0 when none does.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// The first code point; 0 when the text does not start with a whole one.
char32_t first_code_point(std::string_view text) {
  if (text.empty()) return 0;
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = sequence_length(lead);
  if (length == 0 || text.size() < length) return 0;
  if (length == 1) return lead;
  char32_t point = lead & (0xFFU >> (length + 1));
  for (const char byte : text.substr(1, length - 1)) {
    const auto next = static_cast<unsigned char>(byte);
    if ((next & 0xC0U) != 0x80U) return 0;
    point = (point << 6U) | (next & 0x3FU);
  }
  return point;
}

std::string utf8_of(char32_t point) {
  const auto tail = [point](unsigned shift) { return static_cast<char>(0x80U | ((point >> shift) & 0x3FU)); };
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) return {static_cast<char>(0xC0U | (point >> 6U)), tail(0)};
  if (point < 0x10000) return {static_cast<char>(0xE0U | (point >> 12U)), tail(6), tail(0)};
  return {static_cast<char>(0xF0U | (point >> 18U)), tail(12), tail(6), tail(0)};
}

// The C library's case table for all of Unicode, whatever locale the process runs in.
char32_t upper(char32_t point) {
  static const locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (unicode == nullptr) return point;
  return static_cast<char32_t>(towupper_l(static_cast<wint_t>(point), unicode));
}

// "C." of "chloé"; "" of a name without a letter to take.
std::string initial(std::string_view name) {
  const std::size_t start = name.find_first_not_of(" \t'-");
  if (start == std::string_view::npos) return {};
  const char32_t point = first_code_point(name.substr(start));
  return point == 0 ? std::string{} : utf8_of(upper(point)) + ".";
}

std::string joined(std::string first, const std::string& second) {
  if (!first.empty() && !second.empty()) first += ' ';
  return first + second;
}

}  // namespace

std::string full_name(const Person& person) { return joined(person.given_name, person.family_name); }

std::string shown_name(const Person& person) {
  switch (person.visibility) {
    case NameVisibility::Full: return full_name(person);
    case NameVisibility::Initials: return joined(initial(person.given_name), initial(person.family_name));
    case NameVisibility::Hidden: return {};
  }
  return {};
}

}  // namespace tandem::calendar
