#include "platform/device/machine.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

namespace tandem::platform {
namespace {

namespace fs = std::filesystem;

// A sysfs attribute that is one whole number.
std::optional<long> read_number(const fs::path& file) {
  std::ifstream stream(file);
  long number = 0;
  if (!(stream >> number)) return std::nullopt;
  return number;
}

// Sorted, so that the same machine gives the same answer.
std::vector<fs::path> folders_in(const fs::path& folder, const std::string& prefix) {
  std::vector<fs::path> found;
  std::error_code ignored;
  for (fs::directory_iterator at(folder, ignored), end; !ignored && at != end; at.increment(ignored))
    if (at->path().filename().string().starts_with(prefix)) found.push_back(at->path());
  std::ranges::sort(found);
  return found;
}

struct Backlight {
  fs::path folder;
  long most{0};
};

std::optional<Backlight> backlight(const fs::path& sysfs) {
  for (const fs::path& folder : folders_in(sysfs / "class/backlight", "")) {
    const auto most = read_number(folder / "max_brightness");
    if (most && *most > 0) return Backlight{folder, *most};
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> hottest_celsius(const fs::path& sysfs) {
  std::optional<double> hottest;
  for (const fs::path& zone : folders_in(sysfs / "class/thermal", "thermal_zone")) {
    const auto thousandths = read_number(zone / "temp");
    if (!thousandths) continue;
    const double celsius = static_cast<double>(*thousandths) / 1000;
    if (!hottest || celsius > *hottest) hottest = celsius;
  }
  return hottest;
}

std::optional<DiskSpace> disk_space(const fs::path& folder) {
  std::error_code failed;
  const fs::space_info space = fs::space(folder, failed);
  if (failed) return std::nullopt;
  return DiskSpace{space.available, space.capacity};
}

std::optional<int> brightness_percent(const fs::path& sysfs) {
  const auto light = backlight(sysfs);
  const auto now = light ? read_number(light->folder / "brightness") : std::nullopt;
  if (!now) return std::nullopt;
  const double share = static_cast<double>(*now) / static_cast<double>(light->most);
  return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * 100));
}

Status set_brightness_percent(int percent, const fs::path& sysfs) {
  const auto light = backlight(sysfs);
  if (!light) return fail(ErrorKind::NotFound, "this panel has no light that can be set");
  const double share = std::clamp(percent, 1, 100) / 100.0;
  const long wanted = std::max(1L, std::lround(share * static_cast<double>(light->most)));
  const fs::path file = light->folder / "brightness";
  std::ofstream stream(file);
  stream << wanted << std::flush;
  if (!stream) return fail(ErrorKind::Denied, file.string() + " cannot be written");
  return {};
}

}  // namespace tandem::platform
