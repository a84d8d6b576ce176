#pragma once
// What the machine under the kiosk tells its administrator. Filled by the application, away from the user interface;
// ids and figures, nothing private. A value.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tandem::kiosk {

inline constexpr std::size_t kServiceLogLines = 60;

struct ServiceReport {
  struct Storage {
    std::uint64_t free{0};  // bytes
    std::uint64_t total{0};
    bool operator==(const Storage&) const = default;
  };
  std::string version;  // "0.1.0"
  std::string device;
  std::optional<double> celsius;
  std::optional<Storage> storage;                             // where the kiosk keeps its data
  std::optional<std::chrono::sys_seconds> certificate_until;  // absent: it has none
  std::optional<int> brightness;                              // per cent; absent: the panel's cannot be set here
  std::vector<std::string> log;                               // newest last, at most kServiceLogLines
  bool operator==(const ServiceReport&) const = default;
};

}  // namespace tandem::kiosk
