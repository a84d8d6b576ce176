#pragma once
// The zone this machine is set to, for a clock before anybody has said where the device stands.

#include <filesystem>
#include <string>
#include <string_view>

namespace tandem::platform {

// IANA name ("Europe/Paris"): of $TZ, else of the file that /etc/localtime links to. Empty when neither says.
[[nodiscard]] std::string system_zone_name();
// The same of a given $TZ (empty: not set) and link.
[[nodiscard]] std::string zone_name_of(std::string_view tz, const std::filesystem::path& localtime);

}  // namespace tandem::platform
