#pragma once
// What Linux tells of the machine in sysfs and of a folder's disk. Every call reads files: not for the user interface's
// thread. Any thread.

#include <cstdint>
#include <filesystem>
#include <optional>

#include "platform/base/result.h"

namespace tandem::platform {

inline constexpr const char* kSysfs = "/sys";

// The hottest of /sys/class/thermal's zones, in degrees Celsius; nothing where there is none that can be read.
[[nodiscard]] std::optional<double> hottest_celsius(const std::filesystem::path& sysfs = kSysfs);

struct DiskSpace {
  std::uint64_t free{0};  // bytes that we may use
  std::uint64_t total{0};
};
[[nodiscard]] std::optional<DiskSpace> disk_space(const std::filesystem::path& folder);

// Of the first panel in /sys/class/backlight, in per cent of its brightest; nothing where there is none.
[[nodiscard]] std::optional<int> brightness_percent(const std::filesystem::path& sysfs = kSysfs);
// NotFound without a panel whose light can be set, Denied when we may not (udev gives the group `video` the right).
// `percent` is taken between 1 and 100: a dark panel cannot be made bright again by touching it.
[[nodiscard]] Status set_brightness_percent(int percent, const std::filesystem::path& sysfs = kSysfs);

}  // namespace tandem::platform
