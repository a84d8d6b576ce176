#include "calendar/time/zone_names.h"

#include <unicode/ucal.h>
#include <unicode/unistr.h>

#include <array>
#include <optional>
#include <string>

#include "calendar/time/system_zones.h"

namespace tandem::calendar {
namespace {

constexpr std::size_t kMaxTzidLength = 200;

std::optional<std::string> iana_of_windows(std::string_view name) {
  const auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  std::array<UChar, 64> found{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t length = ucal_getTimeZoneIDForWindowsID(source.getBuffer(), source.length(), nullptr, found.data(),
                                                        static_cast<int32_t>(found.size()), &status);
  if (U_FAILURE(status) || length <= 0) return std::nullopt;
  std::string iana;
  icu::UnicodeString(found.data(), length).toUTF8String(iana);
  return iana;
}

std::string_view without_quotes(std::string_view name) {
  constexpr std::string_view kAround = " \t\"'";
  const std::size_t first = name.find_first_not_of(kAround);
  if (first == std::string_view::npos) return {};
  return name.substr(first, name.find_last_not_of(kAround) - first + 1);
}

// Outlook numbers a zone that it has changed: "GMT Standard Time 1".
std::string_view without_number(std::string_view name) {
  const std::size_t last = name.find_last_not_of("0123456789");
  if (last == std::string_view::npos || last + 1 == name.size() || name[last] != ' ') return name;
  return name.substr(0, last);
}

bool is_utc(std::string_view name) {
  return name.size() == 3 && (name[0] | 0x20) == 'u' && (name[1] | 0x20) == 't' && (name[2] | 0x20) == 'c';
}

std::optional<Zone> named(std::string_view name) {
  if (is_utc(name)) return Zone();
  if (const auto known = system_zone_like(name); !known.empty()) {
    if (auto zone = Zone::locate(known)) return *zone;
  }
  for (const std::string_view windows : {name, without_number(name)}) {
    const auto iana = iana_of_windows(windows);
    if (!iana) continue;
    if (auto zone = Zone::locate(*iana)) return *zone;
  }
  return std::nullopt;
}

}  // namespace

platform::Result<Zone> zone_of_tzid(std::string_view tzid) {
  std::string_view name = without_quotes(tzid.substr(0, kMaxTzidLength));
  while (!name.empty()) {
    if (const auto zone = named(name)) return *zone;
    const std::size_t slash = name.find('/');
    if (slash == std::string_view::npos) break;
    name.remove_prefix(slash + 1);
  }
  return platform::fail(platform::ErrorKind::NotFound,
                        "no such time zone: " + std::string(tzid.substr(0, kMaxTzidLength)));
}

}  // namespace tandem::calendar
