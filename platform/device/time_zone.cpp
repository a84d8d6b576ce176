#include "platform/device/time_zone.h"

#include <cstdlib>
#include <system_error>

namespace tandem::platform {
namespace {

// "/usr/share/zoneinfo/Europe/Paris" is Europe/Paris, and so is "../usr/share/zoneinfo/posix/Europe/Paris".
std::string name_in_path(std::string_view path) {
  constexpr std::string_view kFolder = "zoneinfo/";
  const std::size_t found = path.rfind(kFolder);
  if (found == std::string_view::npos) return {};
  path.remove_prefix(found + kFolder.size());
  for (const std::string_view variant : {"posix/", "right/"})
    if (path.starts_with(variant)) path.remove_prefix(variant.size());
  return std::string{path};
}

}  // namespace

std::string zone_name_of(std::string_view tz, const std::filesystem::path& localtime) {
  // tzset(3): a colon may stand before a file's name.
  if (tz.starts_with(':')) tz.remove_prefix(1);
  if (!tz.empty()) return tz.starts_with('/') ? name_in_path(tz) : std::string{tz};
  std::error_code error;
  const auto target = std::filesystem::read_symlink(localtime, error);
  return error ? std::string{} : name_in_path(target.string());
}

std::string system_zone_name() {
  const char* tz = std::getenv("TZ");
  return zone_name_of(tz != nullptr ? tz : "", "/etc/localtime");
}

}  // namespace tandem::platform
